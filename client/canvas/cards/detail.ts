import { react, type Editor } from '@tldraw/tldraw'
import { settledValue } from '../view/settled.ts'

/**
 * Below this zoom a card's text is too small to read: it becomes a coloured box with its title in large letters, which
 * can be read there, and costs a third to draw.
 */
const FAR_ZOOM = 0.55
/** Below this zoom not even those letters are more than specks, which cost more than all the rest of the card. */
const SPECK_ZOOM = 0.18

/** Whether the editor is zoomed out so far that cards show a title only. */
export const isFar = settledValue('far', (editor) => editor.getZoomLevel() < FAR_ZOOM)

/** Says on the canvas' element when titles are no more than specks. Returns the function that ends it. */
export function markSpecks(editor: Editor): () => void {
  return react('specks', () => {
    editor.getContainer().toggleAttribute('data-specks', editor.getZoomLevel() < SPECK_ZOOM)
  })
}
