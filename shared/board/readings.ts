import type { TLRecord } from '@tldraw/tlschema'
import { templates } from '../templates/index.ts'
import type { ReadContext, TemplateReading } from '../templates/template.ts'
import { boardModel } from './model.ts'

/**
 * What each template that a board uses makes of it, in the order of the registry. A template is used where a zone or a
 * card of it lies on the board.
 */
export function readingsOf(records: ReadonlyMap<string, TLRecord>, context: ReadContext): TemplateReading[] {
  const model = boardModel(records)
  const used = new Set([...model.zones, ...model.cards].map(({ template }) => template))
  return templates.filter(({ id }) => used.has(id)).map((template) => template.read(model, context))
}
