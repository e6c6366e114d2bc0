import { atom, uniqueId, type Editor, type TLShapeId } from '@tldraw/tldraw'
import type { BoardBinding } from './BoardBinding.ts'

const installed = new WeakSet<Editor>()

/** What of an undo step is not in the document. */
interface Selected {
  readonly page: string
  readonly shapes: readonly TLShapeId[]
}

/**
 * Replaces an editor's own undo and redo by the board's, which take back one's own changes alone. Must run before
 * tldraw's interface mounts, which keeps the methods it finds: in the constructor of a ShapeUtil. Once per editor.
 */
export function installHistory(editor: Editor, binding: BoardBinding): void {
  if (installed.has(editor)) return
  installed.add(editor)
  const { history } = binding
  const steps = atom('board history', history.steps.get())
  const stop = history.steps.subscribe(() => steps.set(history.steps.get()))
  editor.disposables.add(stop)

  const run = editor.run.bind(editor)
  const clearOwnHistory = editor.clearHistory.bind(editor)
  /** What tldraw does before it undoes: takes in events that wait, and ends what is going on. */
  const completeInteraction = (): void => {
    ;(editor as unknown as { _flushEventsForTick(elapsed: number): void })._flushEventsForTick(0)
    editor.complete()
  }
  const mark = (id: string): string => {
    history.mark(id)
    // tldraw goes on noting its own; nobody will ask for it.
    clearOwnHistory()
    return id
  }

  // tldraw leaves one of them out of its types, and calls it all the same.
  const overrides: Partial<Editor> & { getMarkIdMatching(part: string): string | null } = {
    undo: () => {
      completeInteraction()
      history.undo()
      return editor
    },
    redo: () => {
      completeInteraction()
      history.redo()
      return editor
    },
    getCanUndo: () => steps.get().canUndo,
    getCanRedo: () => steps.get().canRedo,
    mark: (id) => {
      mark(id ?? uniqueId())
      return editor
    },
    markHistoryStoppingPoint: (name) => mark(`[${name ?? 'stop'}]_${uniqueId()}`),
    getMarkIdMatching: (part) => history.markMatching(part),
    squashToMark: (id) => {
      history.squashToMark(id)
      return editor
    },
    bail: () => {
      history.bail()
      return editor
    },
    bailToMark: (id) => {
      history.bailToMark(id)
      return editor
    },
    clearHistory: () => {
      history.clear()
      clearOwnHistory()
      return editor
    },
    run: (change, options) => {
      if (options?.history !== 'ignore') return run(change, options)
      // What was changed before belongs to its own step.
      binding.flush()
      run(change, options)
      binding.flush({ recorded: false })
      return editor
    },
  }
  Object.assign(editor, overrides)

  history.keepMemory({
    remember: (): Selected => ({ page: editor.getCurrentPageId(), shapes: editor.getSelectedShapeIds() }),
    recall: (memory) => recallSelection(editor, memory as Selected | null),
  })
}

function recallSelection(editor: Editor, memory: Selected | null): void {
  if (memory === null) return
  const page = editor.getPages().find(({ id }) => id === memory.page)
  if (page === undefined) return
  if (page.id !== editor.getCurrentPageId()) editor.setCurrentPage(page.id)
  const there = memory.shapes.filter((id) => editor.getShape(id) !== undefined)
  const selected = editor.getSelectedShapeIds()
  if (there.length !== selected.length || there.some((id, at) => id !== selected[at])) {
    editor.setSelectedShapes(there)
  }
}
