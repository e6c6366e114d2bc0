import { createContext } from 'react'
import type { BoardConnection } from '../../board/BoardConnection.ts'

/** What stands where the canvas broke knows of the board, which goes on without it. */
export interface CrashPlace {
  connection: BoardConnection
  /** The canvas has stopped, or is there again. */
  onCrash(hasCrashed: boolean): void
}

export const CrashContext = createContext<CrashPlace | null>(null)
