import type { Editor, TLShapeId } from '@tldraw/tldraw'
import { isCard, type CardShape, type FieldValue, type ZoneShape } from '../../../shared/board/schema.ts'
import type { ImportPlan, PlannedCard, PlannedChange } from '../../../shared/import/importPlan.ts'
import { saysNothing } from '../../../shared/import/saysAll.ts'
import { rawField } from '../../../shared/templates/fieldValue.ts'
import type { Template } from '../../../shared/templates/template.ts'
import { fitHeight } from '../edit/fieldEdits.ts'
import { createCardsInZone, createCardsOnPage, type CardPlan } from '../zones/addCard.ts'
import { zoneForImport, zonesOnPage } from './importTargets.ts'

/** How many shapes the page has room for, besides those that are on it. */
export function roomOnPage(editor: Editor): number {
  return editor.options.maxShapesPerPage - editor.getCurrentPageShapeIds().size
}

/**
 * Makes the cards of an import in one step, each in the zone that fits it, or on the page where there is none. Returns
 * their ids, without those of new rows and columns. Rows that are there get what they lack.
 */
export function importCards(editor: Editor, template: Template, plan: ImportPlan): TLShapeId[] {
  editor.markHistoryStoppingPoint('import')
  let cards: readonly (TLShapeId | undefined)[] = []
  editor.run(() => {
    for (const change of plan.changes) fillCard(editor, change)
    const heads = makeCards(editor, template, plan.heads)
    cards = makeCards(
      editor,
      template,
      plan.cards.map((card) => ({ ...card, fields: { ...card.fields, ...idsOf(card.refs, heads) } })),
    )
  })
  return cards.filter((id) => id !== undefined)
}

/** Another person may have said it, or deleted the card, since the import was planned. */
function fillCard(editor: Editor, { id, fields }: PlannedChange): void {
  const card = editor.getShape(id as TLShapeId)
  if (!isCard(card)) return
  const lacking = Object.entries(fields).filter(([field]) => saysNothing(rawField(card.props.fields, field)))
  editor.updateShape<CardShape>({
    id: card.id,
    type: 'card',
    props: { fields: { ...card.props.fields, ...(Object.fromEntries(lacking) as Record<string, FieldValue>) } },
  })
  fitHeight(editor, card.id)
}

/** The ids are in the order of the cards, whichever zones those went into. */
function makeCards(editor: Editor, template: Template, cards: readonly PlannedCard[]): (TLShapeId | undefined)[] {
  const onPage = zonesOnPage(editor)
  const byZone = new Map<TLShapeId | null, { zone: ZoneShape | null; places: number[]; plans: CardPlan[] }>()
  cards.forEach(({ kind, fields }, place) => {
    const zone = zoneForImport(onPage, template, kind.id, fields)
    const group = byZone.get(zone?.id ?? null) ?? { zone, places: [], plans: [] }
    byZone.set(zone?.id ?? null, group)
    group.places.push(place)
    group.plans.push({ template: template.id, kind, fields: fields as Record<string, FieldValue> })
  })
  const ids: (TLShapeId | undefined)[] = cards.map(() => undefined)
  for (const { zone, places, plans } of byZone.values()) {
    const made =
      zone === null
        ? createCardsOnPage(editor, editor.getViewportPageBounds().center, plans)
        : createCardsInZone(editor, zone, plans)
    places.forEach((place, at) => (ids[place] = made[at]))
  }
  return ids
}

function idsOf(refs: PlannedCard['refs'], heads: readonly (TLShapeId | undefined)[]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(refs).flatMap(([field, place]) => {
      const id = heads[place]
      return id === undefined ? [] : [[field, id]]
    }),
  )
}
