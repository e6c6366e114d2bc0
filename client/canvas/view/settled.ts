import { atom, react, type Atom, type Editor } from '@tldraw/tldraw'

/**
 * A value of an editor that many shapes look at. An effect sets it, so that they are left alone as long as it stays
 * the same, where a signal would have each of them asked whenever anything changes that it is made of.
 */
export function settledValue<T>(name: string, read: (editor: Editor) => T): (editor: Editor) => T {
  const values = new WeakMap<Editor, Atom<T>>()
  return (editor) => {
    let value = values.get(editor)
    if (value === undefined) {
      const made = atom(name, read(editor))
      value = made
      values.set(editor, made)
      // Asked for while something is drawn for the first time: no moment to begin an effect.
      queueMicrotask(() => {
        if (!editor.isDisposed) editor.disposables.add(react(name, () => made.set(read(editor))))
      })
    }
    return value.get()
  }
}
