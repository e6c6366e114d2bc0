import { createShapeId, type Editor, type IndexKey, type TLShapeId } from '@tldraw/tldraw'
import { CARD_WIDTH, ZONE_GAP } from '../../../shared/board/layout.ts'
import { layOutZone } from '../../../shared/board/layOutZone.ts'
import { laidOut, zoneLayout } from '../../../shared/board/zones.ts'
import type { CardShape, FieldValue, ZoneShape } from '../../../shared/board/schema.ts'
import { estimateCardHeight } from '../../../shared/templates/cardHeight.ts'
import { findZone } from '../../../shared/templates/index.ts'
import type { KindDefinition } from '../../../shared/templates/kind.ts'
import { newFields, type Maker } from '../../../shared/templates/newFields.ts'
import type { ZoneDefinition } from '../../../shared/templates/template.ts'
import { localDay } from '../../time/localDay.ts'
import { beginAt } from '../edit/firstField.ts'
import { sceneOf } from '../scene.ts'
import { cardsOfZone, makeKeys } from './zoneCards.ts'

/** A card that is to be made: its kind, and the texts it begins with. */
export interface CardPlan {
  template: string
  kind: KindDefinition
  /** Field id → value; all others begin empty. */
  fields?: Readonly<Record<string, FieldValue>>
}

/** Adds a card of a kind where a zone has new ones, selects it and opens it for writing. */
export function addCard(editor: Editor, zone: ZoneShape, kind: KindDefinition, fields: CardPlan['fields'] = {}): void {
  editor.markHistoryStoppingPoint('add card')
  const [id] = createCardsInZone(editor, zone, [{ template: zone.props.template, kind, fields }])
  if (id !== undefined) openCard(editor, id)
}

/** Selects a card, brings it into view and opens its fields, at the one that is named or else at its lead. */
export function openCard(editor: Editor, id: TLShapeId, field: string | null = null): void {
  beginAt(editor, field)
  editor.setCurrentTool('select')
  editor.select(id)
  const bounds = editor.getShapePageBounds(id)
  if (bounds !== undefined && !editor.getViewportPageBounds().contains(bounds)) {
    editor.centerOnPoint(bounds.center, { animation: { duration: 180 } })
  }
  editor.setEditingShape(id)
  editor.setCurrentTool('select.editing_shape', { target: 'shape', shape: editor.getShape(id) })
}

/**
 * Adds cards at the end of a zone, or at the beginning of one in which what is new comes first, where its layout has
 * them. Returns their ids; none where the board is full.
 */
export function createCardsInZone(editor: Editor, zone: ZoneShape, plans: readonly CardPlan[]): TLShapeId[] {
  const there = cardsOfZone(editor, zone.id)
  const layout = zoneLayout(zone)
  const keys =
    layout.type === 'wall'
      ? makeKeys(null, there[0]?.index ?? null, plans.length)
      : makeKeys(there.at(-1)?.index ?? null, null, plans.length)
  const definition = findZone(zone.props.template, zone.props.zone)
  const made = plans.map((plan, at) => ({
    ...newCard(editor, plan, definition),
    parentId: zone.id,
    index: keys[at] as IndexKey,
  }))
  const all = [...there, ...made].map(laidOut)
  if (layout.type === 'free') {
    const foot = Math.max(0, ...there.map((card) => card.y + card.props.h))
    return create(
      editor,
      made.map((card, at) => ({ ...card, x: ZONE_GAP, y: foot + ZONE_GAP * (at + 1) })),
    )
  }
  const places = new Map(layOutZone(layout, zone.props.w, all).positions.map((place) => [place.id, place]))
  return create(
    editor,
    made.map((card) => ({ ...card, x: places.get(card.id)?.x ?? 0, y: places.get(card.id)?.y ?? 0 })),
  )
}

/** Adds cards on the page, one below the other, with the first one's corner at a point. */
export function createCardsOnPage(
  editor: Editor,
  point: { x: number; y: number },
  plans: readonly CardPlan[],
): TLShapeId[] {
  let y = point.y
  const made = plans.map((plan) => {
    const card = { ...newCard(editor, plan), parentId: editor.getCurrentPageId(), x: point.x, y }
    y += card.props.h + ZONE_GAP
    return card
  })
  return create(editor, made)
}

function newCard(editor: Editor, { template, kind, fields = {} }: CardPlan, zone?: ZoneDefinition) {
  const all = newFields(kind, makerOf(editor), zone, fields) as Record<string, FieldValue>
  return {
    id: createShapeId(),
    type: 'card' as const,
    props: { w: CARD_WIDTH, h: estimateCardHeight(kind, all), template, kind: kind.id, fields: all },
  }
}

function create(editor: Editor, cards: Parameters<typeof editor.createShapes<CardShape>>[0]): TLShapeId[] {
  editor.createShapes<CardShape>(cards)
  // The board may be full, in which case tldraw makes none of them and says so.
  return cards.flatMap(({ id }) => (id !== undefined && editor.getShape(id) !== undefined ? [id] : []))
}

/** Whose cards are made here, and on which day. */
export function makerOf(editor: Editor): Maker {
  const me = sceneOf(editor).me.get()
  return { today: localDay(new Date()), name: me?.name ?? '', discipline: me?.discipline ?? '' }
}
