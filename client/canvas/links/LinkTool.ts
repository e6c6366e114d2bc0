import { atom, StateNode, type Atom, type TLShapeId } from '@tldraw/tldraw'
import { isCard, type CardShape } from '../../../shared/board/schema.ts'
import { drawLink } from './drawLink.ts'

/** What the tool begins with. */
export interface LinkStart {
  /** The card that the link starts from; the first one pointed at where there is none. */
  from?: TLShapeId
}

/**
 * Draws a link from card to card: by dragging from one to the other, or by pointing at one after the other, which a
 * finger can do as well.
 */
export class LinkTool extends StateNode {
  static override id = 'link'

  readonly from: Atom<TLShapeId | null> = atom('link from', null)

  override onEnter({ from }: LinkStart) {
    const selected = this.editor.getOnlySelectedShape() ?? undefined
    this.from.set(from ?? (isCard(selected) ? selected.id : null))
    this.editor.setCursor({ type: 'cross', rotation: 0 })
  }

  override onExit() {
    this.from.set(null)
    this.editor.setHintingShapes([])
  }

  override onPointerMove() {
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

  #cardUnderPointer(): CardShape | null {
    const shape = this.editor.getShapeAtPoint(this.editor.inputs.currentPagePoint, { hitInside: true, filter: isCard })
    return isCard(shape) ? shape : null
  }

  #leave(): void {
    this.editor.setCurrentTool('select')
  }
}
