import type { TLRecord } from '@tldraw/tlschema'
import type { BoardCard } from '../templates/boardModel.ts'
import { cardTitle } from '../templates/cardTitle.ts'
import { findTemplate, templates } from '../templates/index.ts'
import type { ReadContext, TemplateReading } from '../templates/template.ts'
import { boardModel } from './model.ts'
import { mutesOf, withMutes } from './mutes.ts'

/**
 * What each template that a board uses makes of it, in the order of the registry. A template is used where a zone or a
 * card of it lies on the board. Cards of templates that this version does not have come last, as unplaced: no card is
 * ever dropped.
 */
export function readingsOf(records: ReadonlyMap<string, TLRecord>, context: ReadContext): TemplateReading[] {
  const model = boardModel(records)
  const used = new Set([...model.zones, ...model.cards].map(({ template }) => template))
  const mutes = mutesOf(records)
  const known = templates
    .filter(({ id }) => used.has(id))
    .map((template) => withMutes(template.read(model, context), mutes))
  const unknown = [...used].filter((id) => findTemplate(id) === undefined).sort()
  return [
    ...known,
    ...unknown.map((id) =>
      readUnknown(
        id,
        model.cards.filter(({ template }) => template === id),
      ),
    ),
  ]
}

function readUnknown(template: string, cards: readonly BoardCard[]): TemplateReading {
  return {
    template,
    title: 'Of a template this version does not have',
    model: {},
    findings: [],
    muted: [],
    unplaced: cards.map(({ id }) => id),
    view: () => ({
      sections: [
        {
          type: 'list',
          id: 'cards',
          title: 'Cards',
          empty: 'No cards.',
          detail: false,
          items: cards.map(({ id, fields }) => ({ text: cardTitle(undefined, fields), cards: [id], note: '' })),
        },
      ],
    }),
  }
}
