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
  const bounds = pageBoundsOf(editor)
  const all = editor.getRenderingShapes.bind(editor)
  let drawn: Atom<Drawn> | null = null
  let last: Drawn | null = null
  let frame: number | null = null

  const always = (): TLShapeId[] => {
    const selected = editor.getSelectedShapeIds()
    const editing = editor.getEditingShapeId()
    return [...(selected.length > MOST_SELECTED ? [] : selected), ...(editing === null ? [] : [editing])]
  }
  const lookAgain = (): void => {
    if (drawn === null || last === null) return
    last = chooseDrawn(last, bounds.get(), editor.getViewportPageBounds(), always())
    drawn.set(last)
    if (last.isWaiting) frame ??= requestAnimationFrame(goOn)
  }
  const goOn = (): void => {
    frame = null
    lookAgain()
  }
  /** Asked for the first time while the interface mounts: the effect that keeps it true can only begin after that. */
  const state = (): Drawn => {
    if (drawn === null) {
      last = chooseDrawn(null, bounds.get(), editor.getViewportPageBounds(), always())
      drawn = atom('what is drawn', last)
      queueMicrotask(() => {
        if (!editor.isDisposed) editor.disposables.add(react('draw what is seen', lookAgain))
      })
    }
    return drawn.get()
  }
  editor.disposables.add(() => {
    if (frame !== null) cancelAnimationFrame(frame)
  })

  const visible = computed('visible', () => state().visible)
  const notVisible = computed('not visible', () => {
    const seen = visible.get()
    return new Set(bounds.get().ids.filter((id) => !seen.has(id)))
  })
  const culled = computed('culled', () => {
    const hidden = new Set(notVisible.get())
    for (const id of always()) hidden.delete(id)
    return hidden
  })
  const mounted = computed('mounted', () => state().mounted)
  const rendering = computed('rendering', () => {
    const there = mounted.get()
    return all().filter(({ id }) => there.has(id))
  })
  editor.getNotVisibleShapes = () => notVisible.get()
  editor.getCulledShapes = () => culled.get()
  editor.getRenderingShapes = () => rendering.get()
}
