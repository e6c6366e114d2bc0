import type { Editor } from '@tldraw/tldraw'
import { looksLikeTable } from '../../../shared/import/parseTable.ts'

type Listener = (text: string) => void

/** The page around each editor, which has the dialog that imports. */
const listeners = new WeakMap<Editor, Listener>()

/** Calls a listener with every table that is pasted onto a board. Returns the function that ends it. */
export function onImportOffer(editor: Editor, listener: Listener): () => void {
  listeners.set(editor, listener)
  return () => listeners.delete(editor)
}

/**
 * Offers a pasted text for import, where it is plainly a table and was meant for nothing that is selected. Returns
 * false where it is not, or nobody listens.
 */
export function offerImport(editor: Editor, text: string): boolean {
  const listener = listeners.get(editor)
  if (listener === undefined || editor.getIsReadonly() || editor.getSelectedShapeIds().length > 0) return false
  if (!looksLikeTable(text)) return false
  listener(text)
  return true
}
