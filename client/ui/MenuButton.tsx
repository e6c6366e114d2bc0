import { lazy, Suspense, useState, type KeyboardEvent } from 'react'
import { Button, type ButtonProps } from './Button.tsx'
import type { MenuEntry } from './menuEntry.ts'

const load = () => import('./OpenedMenu.tsx')
const OpenedMenu = lazy(load)

export interface MenuButtonProps extends Omit<ButtonProps, 'aria-label' | 'onClick'> {
  /** What the menu is for: the button's accessible name. */
  label: string
  /** Asked for when the menu opens. */
  entries: readonly MenuEntry[]
}

/** Fetches the menus' code ahead, for pages on which one goes on when the server is gone. */
export async function loadMenus(): Promise<void> {
  await load()
}

/**
 * A button that opens a menu. Until it is first opened it is a plain button: a page of a hundred boards has a
 * hundred of them, and should neither build a hundred menus nor download their code before one is wanted.
 */
export function MenuButton({ label, entries, ...button }: MenuButtonProps) {
  const [wanted, setWanted] = useState(false)
  const trigger = { look: 'quiet' as const, ...button, 'aria-label': label, 'aria-haspopup': 'menu' as const }
  const preload = () => void load()
  const openDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown') return
    event.preventDefault()
    setWanted(true)
  }
  const closed = (
    <Button
      {...trigger}
      aria-expanded={wanted}
      onPointerEnter={preload}
      onFocus={preload}
      onClick={() => setWanted(true)}
      onKeyDown={openDown}
    />
  )
  if (!wanted) return closed
  return (
    <Suspense fallback={closed}>
      <OpenedMenu trigger={<Button {...trigger} />} entries={entries} />
    </Suspense>
  )
}
