import type { Editor } from '@tldraw/tldraw'

const fields = new WeakMap<Editor, string>()

/** Says in which field of the card that opens next one begins; null for its lead. */
export function beginAt(editor: Editor, field: string | null): void {
  if (field === null) fields.delete(editor)
  else fields.set(editor, field)
}

/** The field in which one begins, or null for the lead. */
export function firstField(editor: Editor): string | null {
  return fields.get(editor) ?? null
}
