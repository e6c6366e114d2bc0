import { nanoid } from 'nanoid'

/** What somebody is writing, as this browser keeps it until it has been sent. */
export interface PostDraft {
  /** What it is sent under: a post that may have arrived is not sent as another one. */
  readonly key: string
  readonly kind: string
  readonly text: string
  readonly author: string
  readonly discipline: string
  readonly tags: string
  /** What only some kinds have, by field. */
  readonly more: Readonly<Record<string, string>>
}

/** A post that says nothing yet. */
export function newDraft(who: Pick<PostDraft, 'kind' | 'author' | 'discipline'>): PostDraft {
  return { ...who, key: nanoid(), text: '', tags: '', more: {} }
}

/** What was written for this board and not sent, or null. */
export function keptDraft(boardId: string): PostDraft | null {
  try {
    const kept = JSON.parse(localStorage.getItem(place(boardId)) ?? 'null') as unknown
    return isDraft(kept) ? kept : null
  } catch {
    return null
  }
}

/** Keeps a draft, or forgets it. A browser without storage keeps nothing. */
export function keepDraft(boardId: string, draft: PostDraft | null): void {
  try {
    if (draft === null || draft.text.trim() === '') localStorage.removeItem(place(boardId))
    else localStorage.setItem(place(boardId), JSON.stringify(draft))
  } catch {
    // What is typed stands in the form all the same.
  }
}

function place(boardId: string): string {
  return `betwixt:post:${boardId}`
}

function isDraft(value: unknown): value is PostDraft {
  if (typeof value !== 'object' || value === null) return false
  const { more, ...texts } = value as Record<string, unknown>
  const names = ['key', 'kind', 'text', 'author', 'discipline', 'tags']
  return (
    names.every((name) => typeof texts[name] === 'string') &&
    typeof more === 'object' &&
    more !== null &&
    Object.values(more).every((text) => typeof text === 'string')
  )
}
