import {
  createTLSchema,
  defaultBindingSchemas,
  defaultShapeSchemas,
  type TLBaseShape,
  type TLRecord,
  type TLSchema,
} from '@tldraw/tlschema'
import { T } from '@tldraw/validate'

/** What one field of a card may hold. Text is a string here; in the document it lives in a Y.Text. */
export type FieldValue = string | number | boolean | string[] | null

/** The props of a card: a typed note. `kind` is one of the kinds of `template`; unknown kinds survive unread. */
export interface CardProps {
  w: number
  h: number
  template: string
  kind: string
  fields: Record<string, FieldValue>
}

/** The props of a zone: a titled region. An empty title means the template's own. */
export interface ZoneProps {
  w: number
  h: number
  template: string
  zone: string
  title: string
}

export type CardShape = TLBaseShape<'card', CardProps>
export type ZoneShape = TLBaseShape<'zone', ZoneProps>

const MAX_FIELDS = 64
/**
 * What `T.or` of the five would say. That one tries each in turn and catches an error, with its stack, for each that
 * does not fit: on a large board most of the time that reading takes.
 */
const fieldValue = new T.Validator<FieldValue>((value) => {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  if (Array.isArray(value)) return texts.validate(value)
  return T.number.validate(value)
})
const texts = T.arrayOf(T.string)

const fields = T.dict(T.string, fieldValue).check((value) => {
  if (Object.keys(value).length > MAX_FIELDS) throw new Error(`a card has at most ${MAX_FIELDS} fields`)
})

/** Validators of the props of both custom shapes, for the store's schema and for the ShapeUtils of the canvas. */
export const cardProps = {
  w: T.nonZeroNumber,
  h: T.nonZeroNumber,
  template: T.string,
  kind: T.string,
  fields,
}

export const zoneProps = {
  w: T.nonZeroNumber,
  h: T.nonZeroNumber,
  template: T.string,
  zone: T.string,
  title: T.string,
}

/**
 * The store schema of every board: tldraw's own shapes and bindings plus `card` and `zone`. The canvas must be given
 * the same props, so that what reads as valid here is valid there.
 */
export const boardSchema: TLSchema = createTLSchema({
  shapes: {
    ...defaultShapeSchemas,
    card: { props: cardProps },
    zone: { props: zoneProps },
  },
  bindings: defaultBindingSchemas,
})

/** The type names of records that belong to the board. The rest of tldraw's store is one person's session. */
export const DOCUMENT_TYPES: ReadonlySet<string> = new Set(['document', 'page', 'shape', 'binding', 'asset'])

/** Shapes that may have children. A child of any other shape reads as being on the page. */
const CONTAINER_TYPES: ReadonlySet<string> = new Set(['group', 'frame', 'zone'])

/** Whether other shapes may have this record as their parent. */
export function isContainer(record: TLRecord | undefined): boolean {
  return record?.typeName === 'shape' && CONTAINER_TYPES.has(record.type)
}

/** Narrows a record to a card. */
export function isCard(record: TLRecord | undefined): record is CardShape {
  return record?.typeName === 'shape' && record.type === 'card'
}

/** Narrows a record to a zone. */
export function isZone(record: TLRecord | undefined): record is ZoneShape {
  return record?.typeName === 'shape' && record.type === 'zone'
}
