import type { Editor, IndexKey, TLParentId, TLShape, TLShapeId } from '@tldraw/tldraw'
import { CARD_WIDTH } from '../../../shared/board/layout.ts'
import { isCard, isZone } from '../../../shared/board/schema.ts'
import { acceptedBy, isLaidOut, isPlacing, moveInOrder } from './zoneCards.ts'

/**
 * Keeps what cards and zones promise, whichever of tldraw's many ways leads to a change: deleting a zone leaves its
 * cards on the page, neither is ever rotated, a card keeps its width, and in a zone that lays out its place follows
 * from its order. Returns the function that ends it.
 */
export function keepBoardRules(editor: Editor): () => void {
  const endDeleting = keepCardsOfDeletedZones(editor)
  const endHitting = hitCardsBeforeLinks(editor)
  const endDragging = dragOnlyOverTakers(editor)
  const endGrouping = keepCardsOutOfGroups(editor)
  const endResizing = keepCardsWhileResizing(editor)
  const endNudging = orderByArrowKeys(editor)
  const endChanging = editor.sideEffects.registerBeforeChangeHandler('shape', (before, after, source) =>
    source === 'user' ? upright(editor, before, after) : after,
  )
  return () => {
    endChanging()
    endNudging()
    endResizing()
    endGrouping()
    endDragging()
    endHitting()
    endDeleting()
  }
}

function upright(editor: Editor, before: TLShape, after: TLShape): TLShape {
  if (isZone(after)) return after.rotation === 0 ? after : { ...after, rotation: 0 }
  if (!isCard(after)) return after
  const card = isCard(before) ? before : after
  const stays = card.parentId === after.parentId && isLaidOut(editor, after) && !mayMove(editor)
  const x = stays ? card.x : after.x
  const y = stays ? card.y : after.y
  if (after.rotation === 0 && after.props.w === CARD_WIDTH && x === after.x && y === after.y) return after
  return { ...after, x, y, rotation: 0, props: { ...after.props, w: CARD_WIDTH } }
}

/** A hand that drags moves a card freely until it lets go; arrow keys and alignment do not pull it out of order. */
function mayMove(editor: Editor): boolean {
  return isPlacing(editor) || editor.isIn('select.translating')
}

/** Links run behind cards, so where both are under the pointer it is the card that is seen and meant. */
function hitCardsBeforeLinks(editor: Editor): () => void {
  const getShapeAtPoint = editor.getShapeAtPoint.bind(editor)
  editor.getShapeAtPoint = (point, options = {}) => {
    const hit = getShapeAtPoint(point, options)
    if (hit?.type !== 'arrow') return hit
    const wanted = options.filter
    const card = getShapeAtPoint(point, { ...options, filter: (shape) => isCard(shape) && wanted?.(shape) !== false })
    return card ?? hit
  }
  return () => {
    editor.getShapeAtPoint = getShapeAtPoint
  }
}

/** A zone that takes none of the cards in a hand does not light up as if it did: for that hand it is page. */
function dragOnlyOverTakers(editor: Editor): () => void {
  const getDraggingOverShape = editor.getDraggingOverShape.bind(editor)
  editor.getDraggingOverShape = (point, dropping) => {
    const over = getDraggingOverShape(point, dropping)
    return isZone(over) && acceptedBy(over, dropping).length === 0 ? undefined : over
  }
  return () => {
    editor.getDraggingOverShape = getDraggingOverShape
  }
}

/**
 * When a resize ends tldraw throws out children that lie beyond their parent's box. A zone's box has not grown for them
 * yet: its layout sees to that a moment later.
 */
function keepCardsWhileResizing(editor: Editor): () => void {
  const reparentShapes = editor.reparentShapes.bind(editor)
  editor.reparentShapes = (shapes: readonly (TLShapeId | TLShape)[], parentId: TLParentId, index?: IndexKey) => {
    const ids = shapes.map((shape) => (typeof shape === 'string' ? shape : shape.id))
    const isLayoutsTurn = (id: TLShapeId) => {
      const shape = editor.getShape(id)
      return shape !== undefined && isLaidOut(editor, shape)
    }
    const free = editor.isIn('select.resizing') ? ids.filter((id) => !isLayoutsTurn(id)) : ids
    return reparentShapes([...free], parentId, index)
  }
  return () => {
    editor.reparentShapes = reparentShapes
  }
}

/** Where a layout decides on places, the arrow keys move a card to and fro in the order. */
function orderByArrowKeys(editor: Editor): () => void {
  const nudgeShapes = editor.nudgeShapes.bind(editor)
  editor.nudgeShapes = (shapes, direction) => {
    const ids = shapes.map((shape) => (typeof shape === 'string' ? shape : shape.id))
    const [only] = ids
    const card = ids.length === 1 && only !== undefined ? editor.getShape(only) : undefined
    if (!isCard(card) || !isLaidOut(editor, card)) return nudgeShapes([...ids], direction)
    moveInOrder(editor, card, direction.x + direction.y > 0 ? 1 : -1)
    return editor
  }
  return () => {
    editor.nudgeShapes = nudgeShapes
  }
}

/** A card in a group is in no zone any more: the others would close up under it. What a zone lays out stays in it. */
function keepCardsOutOfGroups(editor: Editor): () => void {
  const groupShapes = editor.groupShapes.bind(editor)
  editor.groupShapes = (shapes: readonly (TLShapeId | TLShape)[], options) => {
    const ids = shapes.map((shape) => (typeof shape === 'string' ? shape : shape.id))
    const free = ids.filter((id) => {
      const shape = editor.getShape(id)
      return shape !== undefined && !isLaidOut(editor, shape)
    })
    return free.length < 2 ? editor : groupShapes(free, options)
  }
  return () => {
    editor.groupShapes = groupShapes
  }
}

/** tldraw deletes a shape's descendants with it, before any handler is asked: so they leave the zone first. */
function keepCardsOfDeletedZones(editor: Editor): () => void {
  const deleteShapes = editor.deleteShapes.bind(editor)
  editor.deleteShapes = (shapes: readonly (TLShapeId | TLShape)[]) => {
    // tldraw deletes some shapes twice: ungrouping deletes a group that went by itself when its last child left.
    const ids = shapes
      .map((shape) => (typeof shape === 'string' ? shape : shape.id))
      .filter((id) => editor.getShape(id) !== undefined)
    return editor.run(() => {
      if (!editor.getIsReadonly()) moveOutOfZones(editor, ids)
      deleteShapes([...ids])
    })
  }
  return () => {
    editor.deleteShapes = deleteShapes
  }
}

function moveOutOfZones(editor: Editor, doomed: readonly TLShapeId[]): void {
  const doomedIds = new Set(doomed)
  const zones = [...editor.getShapeAndDescendantIds([...doomed])].filter((id) => isZone(editor.getShape(id)))
  for (const zone of zones) {
    const staying = editor.getSortedChildIdsForParent(zone).filter((id) => !doomedIds.has(id))
    if (staying.length > 0) editor.reparentShapes(staying, editor.getCurrentPageId())
  }
}
