import { createShapeId, type Editor, type TLArrowBinding, type TLArrowShape, type TLShapeId } from '@tldraw/tldraw'
import { ARROW_PROPS } from '../../../shared/board/cards.ts'
import { CARD_WIDTH } from '../../../shared/board/layout.ts'
import { isCard, isZone, type CardShape } from '../../../shared/board/schema.ts'
import { findKind } from '../../../shared/templates/index.ts'
import type { KindDefinition } from '../../../shared/templates/kind.ts'
import { linkMeaning } from '../../../shared/templates/linkMeaning.ts'
import { createCardsInZone, createCardsOnPage, openCard } from '../zones/addCard.ts'
import { acceptsKind } from '../zones/zoneCards.ts'

/**
 * Draws a link between two cards, in the direction in which it reads, and selects it. Where their template has a card
 * between the two, that is made and opened. Where there is one already, that one is selected instead.
 */
export function drawLink(editor: Editor, start: CardShape, end: CardShape): void {
  const [from, to] = linkMeaning(start.props, end.props)?.isReversed === true ? [end, start] : [start, end]
  const made = linkMeaning(start.props, end.props)?.makes ?? null
  const kind = made === null ? undefined : findKind(start.props.template, made)
  const there =
    kind === undefined
      ? (linkBetween(editor, from.id, to.id) ?? linkBetween(editor, to.id, from.id))
      : cardBetween(editor, from, to, kind.id)
  if (there !== null) {
    editor.select(there)
    return
  }
  editor.markHistoryStoppingPoint('draw link')
  editor.run(() => {
    if (kind !== undefined) linkThrough(editor, from, to, kind)
    else {
      const arrow = drawArrow(editor, from.id, to.id)
      if (arrow !== null) editor.select(arrow)
    }
  })
}

/** Puts a card of a kind between two, links it with both and opens it for writing. */
function linkThrough(editor: Editor, from: CardShape, to: CardShape, kind: KindDefinition): void {
  const { template } = from.props
  const plan = { template, kind }
  const zone = editor
    .getCurrentPageShapesSorted()
    .filter((shape) => isZone(shape))
    .find((shape) => acceptsKind(shape, template, kind.id))
  const [id] =
    zone === undefined
      ? createCardsOnPage(editor, middleOf(editor, from.id, to.id), [plan])
      : createCardsInZone(editor, zone, [plan])
  if (id === undefined) return
  drawArrow(editor, from.id, id)
  drawArrow(editor, id, to.id)
  openCard(editor, id)
}

function middleOf(editor: Editor, from: TLShapeId, to: TLShapeId): { x: number; y: number } {
  const ends = [from, to].flatMap((id) => editor.getShapePageBounds(id)?.center ?? [])
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
  return { x: mean(ends.map(({ x }) => x)) - CARD_WIDTH / 2, y: mean(ends.map(({ y }) => y)) - 40 }
}

/** Null where the board is full. */
function drawArrow(editor: Editor, from: TLShapeId, to: TLShapeId): TLShapeId | null {
  const id = createShapeId()
  editor.createShape<TLArrowShape>({
    id,
    type: 'arrow',
    parentId: editor.getCurrentPageId(),
    props: { ...ARROW_PROPS },
  })
  if (editor.getShape(id) === undefined) return null
  editor.createBindings<TLArrowBinding>([bindingTo(id, from, 'start'), bindingTo(id, to, 'end')])
  return id
}

/** A card of a kind that is linked with both of these. */
function cardBetween(editor: Editor, from: CardShape, to: CardShape, kind: string): TLShapeId | null {
  const linkedWith = ({ id }: CardShape) =>
    editor.getBindingsToShape<TLArrowBinding>(id, 'arrow').flatMap(({ fromId }) => {
      const ends = linkEnds(editor, fromId)
      const other = ends === null ? null : ends.from.id === id ? ends.to : ends.from
      return other?.props.kind === kind ? [other.id] : []
    })
  const withTo = new Set(linkedWith(to))
  return linkedWith(from).find((id) => withTo.has(id)) ?? null
}

function bindingTo(arrow: TLShapeId, card: TLShapeId, terminal: 'start' | 'end') {
  return {
    type: 'arrow' as const,
    fromId: arrow,
    toId: card,
    props: { terminal, normalizedAnchor: { x: 0.5, y: 0.5 }, isExact: false, isPrecise: false, snap: 'none' as const },
  }
}

function linkBetween(editor: Editor, from: TLShapeId, to: TLShapeId): TLShapeId | null {
  for (const { fromId } of editor.getBindingsToShape<TLArrowBinding>(from, 'arrow')) {
    const ends = linkEnds(editor, fromId)
    if (ends?.from.id === from && ends.to.id === to) return fromId
  }
  return null
}

/** The two cards that an arrow joins; null where it joins anything else. */
export function linkEnds(editor: Editor, arrowId: TLShapeId): { from: CardShape; to: CardShape } | null {
  const bindings = editor.getBindingsFromShape<TLArrowBinding>(arrowId, 'arrow')
  const end = (terminal: 'start' | 'end') => {
    const binding = bindings.find(({ props }) => props.terminal === terminal)
    const shape = binding === undefined ? undefined : editor.getShape(binding.toId)
    return isCard(shape) ? shape : null
  }
  const from = end('start')
  const to = end('end')
  return from === null || to === null ? null : { from, to }
}
