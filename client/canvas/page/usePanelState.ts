import { useState } from 'react'
import type { PanelTab } from '../panel/SidePanel.tsx'

const KEY = 'betwixt:panel'
/** Narrower windows begin with the canvas alone. */
const OPEN_FROM_PX = 1200

interface PanelState {
  isOpen: boolean
  isWide: boolean
  tab: PanelTab
}

/** Whether the side panel is open and on which tab; kept in this browser. */
export function usePanelState(): [PanelState, (change: Partial<PanelState>) => void] {
  const [state, setState] = useState(read)
  const change = (part: Partial<PanelState>) => {
    const next = { ...state, ...part }
    setState(next)
    try {
      localStorage.setItem(KEY, JSON.stringify(next))
    } catch {
      // Storage is refused: the choice holds for this page.
    }
  }
  return [state, change]
}

function read(): PanelState {
  const usual: PanelState = { isOpen: window.innerWidth >= OPEN_FROM_PX, isWide: false, tab: 'findings' }
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null')
    if (typeof kept !== 'object' || kept === null) return usual
    const { isOpen, isWide, tab }: { isOpen?: unknown; isWide?: unknown; tab?: unknown } = kept
    return {
      // On a phone the panel takes half of the page: there it is opened, never found open.
      isOpen: isOpen === true && window.innerWidth >= 760,
      isWide: isWide === true,
      tab: tab === 'reading' || tab === 'trace' || tab === 'decisions' ? tab : 'findings',
    }
  } catch {
    return usual
  }
}
