import { getIndicesBetween, type Editor, type IndexKey, type TLShape, type TLShapeId } from '@tldraw/tldraw'
import { byOrder, dropPosition, layOutZone, type LaidOutCard } from '../../../shared/board/layout.ts'
import { zoneLayout } from '../../../shared/board/zones.ts'
import { isCard, isZone, type CardShape, type ZoneShape } from '../../../shared/board/schema.ts'
import { findZone } from '../../../shared/templates/index.ts'
import { keysAt } from './orderKeys.ts'

/** A zone's cards in their order. */
export function cardsOfZone(editor: Editor, zoneId: TLShapeId): CardShape[] {
  return editor
    .getSortedChildIdsForParent(zoneId)
    .map((id) => editor.getShape(id))
    .filter((shape) => isCard(shape))
    .sort(byOrder)
}

/** Whether a zone takes cards of a kind of a template. */
export function acceptsKind({ props }: ZoneShape, template: string, kind: string): boolean {
  return props.template === template && findZone(template, props.zone)?.accepts.includes(kind) === true
}

/** Those of some shapes that the zone takes: cards of its template and of a kind it accepts. */
export function acceptedBy(zone: ZoneShape, shapes: readonly TLShape[]): CardShape[] {
  return shapes.filter((shape) => isCard(shape)).filter(({ props }) => acceptsKind(zone, props.template, props.kind))
}

/** The zone a shape lies in, or null. */
export function zoneOf(editor: Editor, shape: TLShape): ZoneShape | null {
  const parent = editor.getShape(shape.parentId as TLShapeId)
  return isZone(parent) ? parent : null
}

/** Whether a card's place follows from its order, because its zone lays its cards out. */
export function isLaidOut(editor: Editor, shape: TLShape): boolean {
  const zone = isCard(shape) ? zoneOf(editor, shape) : null
  return zone !== null && zoneLayout(zone) !== 'free'
}

/**
 * Gives cards that are over a zone the order keys of the place they are over, so that the others make room while the
 * hand still moves. Writes nothing while that place stays the same.
 */
export function orderWhereHeld(editor: Editor, zone: ZoneShape, held: readonly CardShape[]): void {
  const layout = zoneLayout(zone)
  const fresh = held.flatMap(({ id }) => editor.getShape(id) ?? []).filter((shape) => isCard(shape))
  const first = fresh.toSorted(byOrder)[0]
  if (layout === 'free' || first === undefined) return
  const heldIds = new Set<string>(fresh.map(({ id }) => id))
  const others = cardsOfZone(editor, zone.id).filter(({ id }) => !heldIds.has(id))
  const { x, y } = centreInZone(editor, zone, first)
  const place = dropPosition(layout, zone.props.w, others.map(measured), measured(first), { x, y })
  const moved = fresh.toSorted(byOrder)
  const keys = keysAt(others, place, moved, makeKeys)
  if (keys === null) return
  editor.updateShapes(moved.map(({ id, type }, at) => ({ id, type, index: keys[at] as IndexKey })))
}

/** Moves a card one place to and fro in its zone's order; nothing happens at the ends. */
export function moveInOrder(editor: Editor, card: CardShape, by: 1 | -1): void {
  const zone = zoneOf(editor, card)
  if (zone === null) return
  const cards = cardsOfZone(editor, zone.id)
  const place = cards.findIndex(({ id }) => id === card.id) + by
  if (place < 0 || place >= cards.length) return
  const keys = keysAt(
    cards.filter(({ id }) => id !== card.id),
    place,
    [card],
    makeKeys,
  )
  if (keys === null) return
  editor.updateShape({ id: card.id, type: card.type, index: keys[0] as IndexKey })
  placeCards(editor, zone)
}

/**
 * Puts a zone's cards where its layout has them, here and now. The document holds their order alone and every client
 * derives the same places; this only spares the eye the wait for the next merge.
 */
export function placeCards(editor: Editor, zone: ZoneShape): void {
  const layout = zoneLayout(zone)
  if (layout === 'free') return
  const cards = cardsOfZone(editor, zone.id)
  const { positions } = layOutZone(layout, zone.props.w, cards.map(measured))
  // tldraw throws out children that lie wholly beyond their parent's box, which has not grown for them yet.
  const lowest = zone.props.h - 1
  const byId = new Map(cards.map((card) => [card.id as string, card]))
  const moved = positions.flatMap(({ id, x, y }) => {
    const card = byId.get(id)
    const next = Math.min(y, lowest)
    return card === undefined || (card.x === x && card.y === next) ? [] : [{ id: card.id, type: card.type, x, y: next }]
  })
  if (moved.length > 0) whilePlacing(editor, () => editor.updateShapes(moved))
}

/** The height that a zone's cards need at a width; 0 where the zone does not lay out. */
export function contentHeight(editor: Editor, zone: ZoneShape, width: number): number {
  const layout = zoneLayout(zone)
  return layout === 'free' ? 0 : layOutZone(layout, width, cardsOfZone(editor, zone.id).map(measured)).height
}

const placing = new WeakSet<Editor>()

/** Whether cards are being placed by their zone's layout just now, and not by a hand. */
export function isPlacing(editor: Editor): boolean {
  return placing.has(editor)
}

/** Runs something that puts laid-out cards where they belong. */
function whilePlacing(editor: Editor, place: () => void): void {
  placing.add(editor)
  try {
    place()
  } finally {
    placing.delete(editor)
  }
}

/** Order keys between two. They are jittered: two people who drop at the same place at once seldom get equal ones. */
export function makeKeys(below: string | null, above: string | null, count: number): readonly string[] {
  return getIndicesBetween(below as IndexKey | null, above as IndexKey | null, count)
}

function centreInZone(editor: Editor, zone: ZoneShape, card: CardShape): { x: number; y: number } {
  const transform = editor.getShapePageTransform(card.id)
  return editor.getPointInShapeSpace(zone, transform.applyToPoint({ x: card.props.w / 2, y: card.props.h / 2 }))
}

function measured({ id, index, props: { w, h } }: CardShape): LaidOutCard {
  return { id, index, w, h }
}
