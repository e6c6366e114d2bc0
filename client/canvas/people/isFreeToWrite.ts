import type { Editor } from '@tldraw/tldraw'
import { sceneOf } from '../scene.ts'

/**
 * Whether nobody else has a shape's text open. tldraw's own texts are replaced whole by whoever writes last, under the
 * hands of whoever else types there, so each is open to one person at a time; a card's texts have no such limit.
 */
export function isFreeToWrite(editor: Editor, shape: { id: string } | undefined): boolean {
  return shape === undefined || !sceneOf(editor).writers.get().has(shape.id)
}
