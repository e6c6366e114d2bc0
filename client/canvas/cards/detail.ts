import { computed, type Editor, type Signal } from '@tldraw/tldraw'

/**
 * Below this zoom nobody can read a card: it becomes a coloured box with a title. With a thousand cards in view that
 * keeps a frame under 20 ms, where drawing them whole takes three times as long.
 */
const FAR_ZOOM = 0.4

const signals = new WeakMap<Editor, Signal<boolean>>()

/** Whether the editor is zoomed out so far that cards show a title only. One signal serves every card. */
export function isFar(editor: Editor): boolean {
  let signal = signals.get(editor)
  if (signal === undefined) {
    signal = computed('far', () => editor.getZoomLevel() < FAR_ZOOM)
    signals.set(editor, signal)
  }
  return signal.get()
}
