import type { TLRecord } from '@tldraw/tlschema'
import { findTemplate, templates } from '../templates/index.ts'
import type { ReadContext, TemplateReading } from '../templates/template.ts'
import { boardModel } from './model.ts'
import { mutesOf, withMutes } from './mutes.ts'
import { readUnknown } from './readUnknown.ts'

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
