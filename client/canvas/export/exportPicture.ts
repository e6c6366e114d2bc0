import { exportAs, type Editor } from '@tldraw/tldraw'
import { fileName } from './fileName.ts'

/** What leaves the page: everything on this page of the board, or what is selected. */
export type PictureOf = 'page' | 'selection'

/**
 * Saves a picture as a file. Throws where the browser cannot draw it: past a size, canvases fail.
 *
 * @param name The file's name, without its ending.
 */
export async function exportPicture(editor: Editor, of: PictureOf, format: 'png' | 'svg', name: string): Promise<void> {
  const ids = of === 'page' ? [...editor.getCurrentPageShapeIds()] : editor.getSelectedShapeIds()
  if (ids.length === 0) return
  await exportAs(editor, [...ids], { format, name: fileName(name), background: true, padding: 32, scale: 1 })
}
