/** What is typed into the dialog that records a decision. */
export interface RecordDraft {
  title: string
  decided: string
  whyNow: string
  changeOurMind: string
  owner: string
  reviewBy: string
}

const EMPTY: RecordDraft = { title: '', decided: '', whyNow: '', changeOurMind: '', owner: '', reviewBy: '' }

const key = (boardId: string) => `betwixt:record-draft:${boardId}`

/** What this tab began to type for a board and did not save; empty fields where it did not. */
export function keptDraft(boardId: string): RecordDraft {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key(boardId)) ?? 'null')
    if (typeof kept !== 'object' || kept === null) return EMPTY
    const texts = Object.entries(kept).filter(([field, text]) => field in EMPTY && typeof text === 'string')
    return { ...EMPTY, ...Object.fromEntries(texts) }
  } catch {
    // Storage is refused, or holds something else.
    return EMPTY
  }
}

/** Keeps what is typed for as long as this tab is open: a dialog is closed to look something up on the board. */
export function keepDraft(boardId: string, draft: RecordDraft): void {
  try {
    sessionStorage.setItem(key(boardId), JSON.stringify(draft))
  } catch {
    // Storage is refused: the draft lives as long as its dialog.
  }
}

/** Lets go of what was typed, once it is saved. */
export function forgetDraft(boardId: string): void {
  try {
    sessionStorage.removeItem(key(boardId))
  } catch {
    // Storage is refused, and nothing was kept.
  }
}
