import { computed, type Editor, type Signal, type TLArrowBinding, type TLShape, type TLShapeId } from '@tldraw/tldraw'
import { PageBounds, type PageBox } from './PageBounds.ts'
import { plainBox, type Around } from './plainBox.ts'

const signals = new WeakMap<Editor, Signal<PageBounds>>()

/**
 * The bounds of the page's shapes: computed anew when a shape changes, and never because the camera moves. They depend on
 * the shapes as a whole, not on each: to ask thousands of signals whether one has changed takes longer than to look.
 */
export function pageBoundsOf(editor: Editor): Signal<PageBounds> {
  let signal = signals.get(editor)
  if (signal === undefined) {
    signal = computed('bounds of the page', () => measure(editor), { isEqual: (a, b) => a.equals(b) })
    signals.set(editor, signal)
  }
  return signal
}

function measure(editor: Editor): PageBounds {
  const { store } = editor
  const around: Around = {
    get: (id) => store.unsafeGetWithoutCapture(id as TLShapeId),
    bindingsOf: (link) => editor.getBindingsFromShape<TLArrowBinding>(link.id, 'arrow'),
  }
  store.query.filterHistory('shape').get()
  const boxes = new Map<TLShapeId, PageBox>()
  const frames: TLShapeId[] = []
  for (const id of editor.getCurrentPageShapeIds()) {
    const shape: TLShape | undefined = around.get(id)
    if (shape === undefined) continue
    const box = plainBox(shape, around) ?? editor.getShapePageBounds(id)
    if (box !== undefined) boxes.set(id, box)
    if (shape.type === 'frame') frames.push(id)
  }
  return new PageBounds(boxes, frames)
}
