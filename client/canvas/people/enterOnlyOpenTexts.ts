import type { Editor, StateNode } from '@tldraw/tldraw'

/**
 * tldraw goes on to edit a shape without asking whether it may be, and throws when it was not: a text that somebody
 * else has open then just stays closed. Returns the function that ends it.
 */
export function enterOnlyOpenTexts(editor: Editor): () => void {
  const state = editor.getStateDescendant<StateNode>('select.editing_shape')
  if (state === undefined) return () => undefined
  const onEnter = state.onEnter?.bind(state)
  state.onEnter = (info, from) => {
    if (editor.getEditingShape() === undefined) state.parent.transition('idle')
    else onEnter?.(info, from)
  }
  return () => {
    if (onEnter === undefined) delete state.onEnter
    else state.onEnter = onEnter
  }
}
