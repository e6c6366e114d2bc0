import { computed, type Editor, type Signal, type TLShapeId } from '@tldraw/tldraw'
import { PageBounds, type PageBox } from './PageBounds.ts'

const signals = new WeakMap<Editor, Signal<PageBounds>>()

/** The bounds of the page's shapes: computed anew when a shape changes, and never because the camera moves. */
export function pageBoundsOf(editor: Editor): Signal<PageBounds> {
  let signal = signals.get(editor)
  if (signal === undefined) {
    signal = computed('bounds of the page', () => {
      const boxes = new Map<TLShapeId, PageBox>()
      const frames: TLShapeId[] = []
      for (const id of editor.getCurrentPageShapeIds()) {
        const box = editor.getShapePageBounds(id)
        if (box !== undefined) boxes.set(id, box)
        // What a shape is never changes.
        if (editor.store.unsafeGetWithoutCapture(id)?.type === 'frame') frames.push(id)
      }
      return new PageBounds(boxes, frames)
    })
    signals.set(editor, signal)
  }
  return signal
}
