import type { Editor } from '@tldraw/tldraw'
import { looksLikeTable } from '../../../shared/import/parseTable.ts'
import { readTextFile, type FileText } from './readTextFile.ts'

/** What came onto a board and may be imported. */
export type ImportOffer =
  | { readonly type: 'pasted'; readonly text: string }
  /** `others` are further ones that came with it. */
  | { readonly type: 'file'; readonly name: string; readonly read: FileText; readonly others: number }

type Listener = (offer: ImportOffer) => void

/** The page around each editor, which has the dialog that imports. */
const listeners = new WeakMap<Editor, Listener>()

/** Calls a listener with every table that comes onto a board. Returns the function that ends it. */
export function onImportOffer(editor: Editor, listener: Listener): () => void {
  listeners.set(editor, listener)
  return () => listeners.delete(editor)
}

/**
 * Offers a pasted text for import, where it is plainly a table and was meant for nothing that is selected. Returns
 * false where it is not, or nobody listens.
 */
export function offerText(editor: Editor, text: string): boolean {
  if (editor.getSelectedShapeIds().length > 0 || !looksLikeTable(text)) return false
  return offer(editor, { type: 'pasted', text })
}

/** Offers the first of some files for import. Returns false where there is none, or nobody listens. */
export async function offerFile(editor: Editor, [file, ...more]: readonly File[]): Promise<boolean> {
  if (file === undefined || !isListened(editor)) return false
  return offer(editor, { type: 'file', name: file.name, read: await readTextFile(file), others: more.length })
}

function isListened(editor: Editor): boolean {
  return listeners.has(editor) && !editor.getIsReadonly()
}

function offer(editor: Editor, offered: ImportOffer): boolean {
  if (!isListened(editor)) return false
  listeners.get(editor)?.(offered)
  return true
}
