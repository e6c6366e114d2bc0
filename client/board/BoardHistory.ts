import * as Y from 'yjs'
import { boardRoots } from '../../shared/board/keys.ts'
import { ValueSignal, type Signal } from './Signal.ts'

/** Whether there is something to undo and to redo. */
export interface HistorySteps {
  readonly canUndo: boolean
  readonly canRedo: boolean
}

/** What the history needs of the binding. */
export interface HistoryBinding {
  /** Writes what the user changed into the document. */
  flush(): void
  /** Brings the document into the store at once. */
  refresh(): void
}

/** What else belongs to a step besides the document, such as the selection. */
export interface HistoryMemory {
  remember(): unknown
  recall(memory: unknown): void
}

interface Mark {
  readonly id: string
  /** How many undo steps there were when it was set. */
  readonly depth: number
  readonly memory: unknown
}

type StackItem = Y.UndoManager['undoStack'][number]

/** Interactions look back a few marks at most; older ones are forgotten. */
const MAX_MARKS = 200

/**
 * Undo and redo of one's own changes alone, on the document: what others did to the same shape stays, which tldraw's own
 * history (whole old records) would take back. One step is what happened between two marks.
 */
export class BoardHistory {
  readonly steps: Signal<HistorySteps>

  readonly #steps = new ValueSignal<HistorySteps>({ canUndo: false, canRedo: false })
  readonly #manager: Y.UndoManager
  readonly #binding: HistoryBinding
  #marks: Mark[] = []
  #memory: HistoryMemory = { remember: () => null, recall: () => undefined }
  #beforeStep: unknown = null

  constructor(doc: Y.Doc, origins: readonly object[], binding: HistoryBinding) {
    const { records, edits, texts } = boardRoots(doc)
    this.steps = this.#steps
    this.#binding = binding
    this.#manager = new Y.UndoManager([records, edits, texts], {
      trackedOrigins: new Set<unknown>(origins),
      captureTimeout: Number.POSITIVE_INFINITY,
    })
    this.#manager.on('stack-item-added', ({ stackItem, type }) => {
      if (type === 'undo' && !this.#manager.redoing) stackItem.meta.set('before', this.#beforeStep)
      this.#tell()
    })
    this.#manager.on('stack-item-popped', () => this.#tell())
    this.#manager.on('stack-cleared', () => this.#tell())
  }

  /** Tells how the rest of a step is remembered and brought back. */
  keepMemory(memory: HistoryMemory): void {
    this.#memory = memory
  }

  /** Ends the step before and begins a new one, under an id to come back to. */
  mark(id: string): void {
    this.endStep()
    this.#marks.push({ id, depth: this.#manager.undoStack.length, memory: this.#beforeStep })
    if (this.#marks.length > MAX_MARKS) this.#marks.shift()
  }

  /** Ends the step: what comes next is undone on its own. */
  endStep(): void {
    this.#binding.flush()
    this.#manager.stopCapturing()
    this.#beforeStep = this.#memory.remember()
  }

  /** The newest mark whose id has this in it, or null. */
  markMatching(part: string): string | null {
    return this.#marks.findLast(({ id }) => id.includes(part))?.id ?? null
  }

  /** Takes back the newest step of one's own. */
  undo(): void {
    this.#binding.flush()
    const after = this.#memory.remember()
    const step = this.#manager.undo()
    this.#forgetMarks()
    this.#binding.refresh()
    if (step === null) return
    const before: unknown = step.meta.get('before')
    setMeta(this.#manager.redoStack.at(-1), { before, after })
    this.#recall(before)
  }

  /** Does again what was last undone. */
  redo(): void {
    this.#binding.flush()
    const step = this.#manager.redo()
    this.#binding.refresh()
    if (step === null) return
    const after: unknown = step.meta.get('after')
    setMeta(this.#manager.undoStack.at(-1), { before: step.meta.get('before') })
    this.#manager.stopCapturing()
    this.#recall(after)
  }

  /** Takes back everything since a mark, leaving nothing to redo of it. An unknown mark changes nothing. */
  bailToMark(id: string): void {
    this.#binding.flush()
    const mark = this.#marks.findLast((candidate) => candidate.id === id)
    if (mark === undefined) return
    this.#undoDownTo(mark.depth)
    this.#forgetMarks()
    this.#marks = this.#marks.slice(0, this.#marks.indexOf(mark))
    this.#binding.refresh()
    this.#recall(mark.memory)
  }

  /** Takes back everything since the newest mark, leaving nothing to redo of it. */
  bail(): void {
    const newest = this.#marks.at(-1)
    if (newest !== undefined) this.bailToMark(newest.id)
  }

  /** Makes one step of everything since a mark. */
  squashToMark(id: string): void {
    this.#binding.flush()
    const mark = this.#marks.findLast((candidate) => candidate.id === id)
    if (mark === undefined) return
    const [first, ...rest] = this.#manager.undoStack.splice(mark.depth)
    if (first === undefined) return
    for (const step of rest) {
      first.insertions = Y.mergeDeleteSets([first.insertions, step.insertions])
      first.deletions = Y.mergeDeleteSets([first.deletions, step.deletions])
    }
    this.#manager.undoStack.push(first)
    this.#marks = this.#marks.slice(0, this.#marks.indexOf(mark) + 1)
    this.#tell()
  }

  /** Forgets all steps. */
  clear(): void {
    this.#binding.flush()
    this.#marks = []
    this.#manager.clear()
  }

  close(): void {
    this.#manager.destroy()
  }

  /** Undoes the steps above a depth and no others, even where some of them have nothing left to undo. */
  #undoDownTo(depth: number): void {
    if (this.#manager.undoStack.length <= depth) return
    // Yjs goes on to the next step when one changes nothing, because others have overwritten it all.
    const below = this.#manager.undoStack.splice(0, depth)
    try {
      while (this.#manager.undoStack.length > 0) this.#manager.undo()
    } finally {
      this.#manager.undoStack = below
    }
    this.#manager.clear(false, true)
    this.#manager.stopCapturing()
    this.#tell()
  }

  #forgetMarks(): void {
    const { length } = this.#manager.undoStack
    this.#marks = this.#marks.filter(({ depth }) => depth <= length)
  }

  #recall(memory: unknown): void {
    this.#memory.recall(memory)
    this.#beforeStep = this.#memory.remember()
  }

  #tell(): void {
    const canUndo = this.#manager.canUndo()
    const canRedo = this.#manager.canRedo()
    const { canUndo: could, canRedo: couldRedo } = this.#steps.get()
    if (canUndo !== could || canRedo !== couldRedo) this.#steps.set({ canUndo, canRedo })
  }
}

function setMeta(step: StackItem | undefined, values: Record<string, unknown>): void {
  for (const [key, value] of Object.entries(values)) step?.meta.set(key, value)
}
