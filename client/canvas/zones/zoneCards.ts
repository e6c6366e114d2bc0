import { getIndicesBetween, type Editor, type IndexKey, type TLShape, type TLShapeId } from '@tldraw/tldraw'
import { byOrder, dropPosition } from '../../../shared/board/layout.ts'
import { layOutZone } from '../../../shared/board/layOutZone.ts'
import { cellAt, cellFields, tableOf } from '../../../shared/board/tableLayout.ts'
import { dropOnWall } from '../../../shared/board/wallLayout.ts'
import { laidOut, zoneLayout } from '../../../shared/board/zones.ts'
import { isCard, isZone, type CardShape, type FieldValue, type ZoneShape } from '../../../shared/board/schema.ts'
import { findKind, findZone } from '../../../shared/templates/index.ts'
import { presetOf } from '../../../shared/templates/newFields.ts'
import type { TableLayout } from '../../../shared/templates/template.ts'
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
  return zone !== null && zoneLayout(zone).type !== 'free'
}

/**
 * Gives cards that are over a zone the order keys of the place they are over, so that the others make room while the
 * hand still moves. Writes nothing while that place stays the same.
 */
export function orderWhereHeld(editor: Editor, zone: ZoneShape, held: readonly CardShape[]): void {
  const layout = zoneLayout(zone)
  const fresh = held.flatMap(({ id }) => editor.getShape(id) ?? []).filter((shape) => isCard(shape))
  const first = fresh.toSorted(byOrder)[0]
  if (layout.type === 'free' || first === undefined) return
  const heldIds = new Set<string>(fresh.map(({ id }) => id))
  const others = cardsOfZone(editor, zone.id).filter(({ id }) => !heldIds.has(id))
  const { x, y } = centreInZone(editor, zone, first)
  const moved = fresh.toSorted(byOrder)
  const place = (): number => {
    switch (layout.type) {
      case 'table':
        return placeInTable(editor, layout, others, moved, { x, y })
      case 'wall':
        return dropOnWall(zone.props.w, others.map(laidOut), { x, y })
      case 'column':
      case 'grid':
        return dropPosition(layout, zone.props.w, others.map(laidOut), first.props, { x, y })
    }
  }
  const keys = keysAt(others, place(), moved, makeKeys)
  if (keys === null) return
  editor.updateShapes(moved.map(({ id, type }, at) => ({ id, type, index: keys[at] as IndexKey })))
}

/**
 * Puts cards that are over a table into the cell they are over, as far as they are no heads of rows or columns. Returns
 * where in the zone's order they belong.
 */
function placeInTable(
  editor: Editor,
  layout: TableLayout,
  others: readonly CardShape[],
  held: readonly CardShape[],
  point: { x: number; y: number },
): number {
  const { grid, positions, cellOf } = tableOf(layout, others.map(laidOut))
  const place = (isBefore: (card: CardShape, spot: { x: number; y: number }) => boolean): number => {
    const spots = new Map(positions.map((spot) => [spot.id, spot]))
    const last = others.findLastIndex((card) => {
      const spot = spots.get(card.id)
      return spot !== undefined && isBefore(card, spot)
    })
    return last + 1
  }
  const kind = held[0]?.props.kind
  if (kind === layout.rows.kind) {
    return place((card, spot) => card.props.kind === kind && spot.y + card.props.h / 2 < point.y)
  }
  if (kind === layout.columns.kind) {
    return place((card, spot) => card.props.kind === kind && spot.x + card.props.w / 2 < point.x)
  }
  const cell = kind === undefined ? null : cellAt(layout, grid, kind, point)
  if (cell === null) return others.length
  for (const card of held) {
    const fields = cellFields(layout, cell)
    if (Object.entries(fields).every(([id, value]) => card.props.fields[id] === value)) continue
    editor.updateShape<CardShape>({
      id: card.id,
      type: card.type,
      props: { fields: { ...card.props.fields, ...(fields as Record<string, string>) } },
    })
  }
  return place((card, spot) => {
    const its = cellOf.get(card.id)
    return its?.row === cell.row && its.column === cell.column && spot.y + card.props.h / 2 < point.y
  })
}

/** Gives cards that have come into a zone what it sets on those that lie in it. */
export function takePreset(editor: Editor, zone: ZoneShape, cards: readonly CardShape[]): void {
  const definition = findZone(zone.props.template, zone.props.zone)
  for (const { id, type } of cards) {
    const card = editor.getShape(id)
    const kind = isCard(card) ? findKind(card.props.template, card.props.kind) : undefined
    if (!isCard(card) || kind === undefined) continue
    const preset = presetOf(definition, kind) as Record<string, FieldValue>
    if (Object.entries(preset).every(([field, value]) => card.props.fields[field] === value)) continue
    editor.updateShape<CardShape>({ id, type, props: { fields: { ...card.props.fields, ...preset } } })
  }
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
  if (layout.type === 'free') return
  const cards = cardsOfZone(editor, zone.id)
  const { positions } = layOutZone(layout, zone.props.w, cards.map(laidOut))
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

/** The size that a zone's cards need at a width; nothing where the zone does not lay out. */
export function contentSize(editor: Editor, zone: ZoneShape, width: number): { w: number; h: number } {
  const layout = zoneLayout(zone)
  if (layout.type === 'free') return { w: 0, h: 0 }
  const laid = layOutZone(layout, width, cardsOfZone(editor, zone.id).map(laidOut))
  return { w: laid.width, h: laid.height }
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
