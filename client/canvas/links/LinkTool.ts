import { atom, StateNode, type Atom, type TLShapeId, type Vec } from '@tldraw/tldraw'
import { isCard, type CardShape } from '../../../shared/board/schema.ts'
import { drawLink } from './drawLink.ts'

/** What the tool begins with. */
export interface LinkStart {
  /** The card that the link starts from; the first one pointed at where there is none. */
  from?: TLShapeId
  /** Whether a pointer is down on the button that began it: it may drag the link, or come up again and point later. */
  isPressed?: boolean
}

/** A pointer that came up nearer than this to where it went down has not dragged. */
const DRAG_PX = 12

/**
 * Draws a link from card to card: by dragging from one to the other, or by pointing at one after the other, which a
 * finger can do as well.
 */
export class LinkTool extends StateNode {
  static override id = 'link'

  readonly from: Atom<TLShapeId | null> = atom('link from', null)

  #isPressed = false
  #pressedAt: Vec | null = null

  override onEnter({ from, isPressed = false }: LinkStart) {
    this.#isPressed = isPressed
    this.#pressedAt = null
    const selected = this.editor.getOnlySelectedShape() ?? undefined
    this.from.set(from ?? (isCard(selected) ? selected.id : null))
    this.editor.setCursor({ type: 'cross', rotation: 0 })
  }

  override onExit() {
    this.from.set(null)
    this.editor.setHintingShapes([])
  }

  override onPointerMove() {
    this.#pressedAt ??= this.editor.inputs.currentScreenPoint.clone()
    const target = this.#cardUnderPointer()
    this.editor.setHintingShapes(target === null || target.id === this.from.get() ? [] : [target.id])
  }

  override onPointerDown() {
    if (this.from.get() !== null) return
    const card = this.#cardUnderPointer()
    if (card === null) this.#leave()
    else this.from.set(card.id)
  }

  override onPointerUp() {
    const wasPressed = this.#isPressed
    this.#isPressed = false
    if (wasPressed && !this.#hasDragged()) return
    const from = this.editor.getShape(this.from.get() ?? ('' as TLShapeId))
    const target = this.#cardUnderPointer()
    // Let go where one began: the next one pointed at is the other end.
    if (target !== null && target.id === from?.id) return
    this.#leave()
    if (isCard(from) && target !== null) drawLink(this.editor, from, target)
  }

  override onCancel() {
    this.#leave()
  }

  override onInterrupt() {
    this.#leave()
  }

  #hasDragged(): boolean {
    return this.#pressedAt !== null && this.#pressedAt.dist(this.editor.inputs.currentScreenPoint) > DRAG_PX
  }

  #cardUnderPointer(): CardShape | null {
    const shape = this.editor.getShapeAtPoint(this.editor.inputs.currentPagePoint, { hitInside: true, filter: isCard })
    return isCard(shape) ? shape : null
  }

  #leave(): void {
    this.editor.setCurrentTool('select')
  }
}
