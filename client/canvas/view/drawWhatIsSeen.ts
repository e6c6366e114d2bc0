import { atom, computed, react, type Atom, type Editor, type TLShapeId } from '@tldraw/tldraw'
import { chooseDrawn, type Drawn } from './chooseDrawn.ts'
import { pageBoundsOf } from './pageBoundsOf.ts'

/** With more selected than this, those out of view are left out like all others. */
const MOST_SELECTED = 100

/**
 * Has an editor draw what is in view and little besides. By itself tldraw keeps every shape of a page in the tree,
 * hidden where it is out of view, and looks at all of them whenever the camera moves: with five thousand, opening takes
 * half a minute and each frame of a motion a fifth of a second. Must run before tldraw's interface mounts, in the
 * constructor of a ShapeUtil.
 */
export function drawWhatIsSeen(editor: Editor): void {
  const all = editor.getRenderingShapes.bind(editor)
  const look = (before: Drawn | null): Drawn =>
    chooseDrawn(before, pageBoundsOf(editor).get(), editor.getViewportPageBounds(), alwaysDrawn(editor))
  let state: Atom<Drawn> | null = null
  let last: Drawn | null = null
  let frame: number | null = null

  const lookAgain = (): void => {
    last = look(last)
    state?.set(last)
    if (last.isWaiting) frame ??= requestAnimationFrame(goOn)
  }
  const goOn = (): void => {
    frame = null
    lookAgain()
  }
  /**
   * Values that an effect sets, rather than signals that follow the camera: whoever depends on them is left alone while
   * they stay the same, and they are known at once outside of effects. Asked for the first time while the interface
   * mounts; the effect can only begin after that.
   */
  const drawn = (): Drawn => {
    if (state === null) {
      last = look(null)
      state = atom('what is drawn', last)
      queueMicrotask(() => {
        if (!editor.isDisposed) editor.disposables.add(react('draw what is seen', lookAgain))
      })
    }
    return state.get()
  }
  editor.disposables.add(() => {
    if (frame !== null) cancelAnimationFrame(frame)
  })

  const bounds = computed('drawn of', () => drawn().bounds)
  const visible = computed('visible', () => drawn().visible)
  const always = computed('always drawn', () => drawn().always)
  const mounted = computed('mounted', () => drawn().mounted)
  const notVisible = computed('not visible', () => without(bounds.get().ids, visible.get()))
  const culled = computed('culled', () => without(notVisible.get(), always.get()))
  const rendering = computed('rendering', () => {
    const there = mounted.get()
    return all().filter(({ id }) => there.has(id))
  })
  editor.getNotVisibleShapes = () => notVisible.get()
  editor.getCulledShapes = () => culled.get()
  editor.getRenderingShapes = () => rendering.get()
}

function alwaysDrawn(editor: Editor): TLShapeId[] {
  const selected = editor.getSelectedShapeIds()
  const editing = editor.getEditingShapeId()
  return [...(selected.length > MOST_SELECTED ? [] : selected), ...(editing === null ? [] : [editing])]
}

function without(ids: Iterable<TLShapeId>, left: ReadonlySet<TLShapeId>): Set<TLShapeId> {
  return new Set([...ids].filter((id) => !left.has(id)))
}
