import { useSyncExternalStore } from 'react'

/** What a person chose; `system` follows the machine. */
export type ThemeChoice = 'system' | 'light' | 'dark'
export type Theme = 'light' | 'dark'

// client/public/theme.js reads the same key and paints the same papers before this module is loaded.
const STORAGE_KEY = 'betwixt:theme'
const PAPER = { light: '#f5f4f1', dark: '#161716' } as const

const listeners = new Set<() => void>()

/** The theme now in force and the choice behind it; both change at once everywhere in the page. */
export function useTheme(): { theme: Theme; choice: ThemeChoice; choose(choice: ThemeChoice): void } {
  const theme = useSyncExternalStore(subscribe, currentTheme)
  const choice = useSyncExternalStore(subscribe, currentChoice)
  return { theme, choice, choose: chooseTheme }
}

/** Keeps the choice in this browser and applies it. */
function chooseTheme(choice: ThemeChoice): void {
  try {
    if (choice === 'system') localStorage.removeItem(STORAGE_KEY)
    else localStorage.setItem(STORAGE_KEY, choice)
  } catch {
    // Storage is refused: the choice holds for this page only.
  }
  chosen = choice
  apply()
}

let chosen: ThemeChoice = storedChoice()

function storedChoice(): ThemeChoice {
  try {
    const stored = localStorage.getItem(STORAGE_KEY)
    return stored === 'light' || stored === 'dark' ? stored : 'system'
  } catch {
    return 'system'
  }
}

function currentChoice(): ThemeChoice {
  return chosen
}

function currentTheme(): Theme {
  return document.documentElement.dataset['theme'] === 'dark' ? 'dark' : 'light'
}

function darkSystem(): MediaQueryList {
  return matchMedia('(prefers-color-scheme: dark)')
}

function apply(): void {
  const theme = chosen === 'system' ? (darkSystem().matches ? 'dark' : 'light') : chosen
  document.documentElement.dataset['theme'] = theme
  document.querySelector('meta[name="theme-color"]')?.setAttribute('content', PAPER[theme])
  for (const listener of listeners) listener()
}

/** A choice made in another tab counts here too. */
function takeStoredChoice(event: StorageEvent): void {
  if (event.key !== STORAGE_KEY && event.key !== null) return
  chosen = storedChoice()
  apply()
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    darkSystem().addEventListener('change', apply)
    window.addEventListener('storage', takeStoredChoice)
  }
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    darkSystem().removeEventListener('change', apply)
    window.removeEventListener('storage', takeStoredChoice)
  }
}
