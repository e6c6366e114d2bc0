import { PageRecordType, type TLBinding, type TLPageId, type TLRecord, type TLShape } from '@tldraw/tlschema'
import type { IndexKey } from '@tldraw/utils'
import { isContainer } from './schema.ts'

/** The page that stands in where a document has none, the same for every reader. */
export const FALLBACK_PAGE = PageRecordType.create({
  id: 'page:page' as TLPageId,
  name: 'Page 1',
  index: 'a1' as IndexKey,
  meta: {},
})

/**
 * How deep shapes may lie in each other. Nobody nests a tenth of it; a chain of thousands would cost each reader its
 * square, and a canvas that recurses into it its stack.
 */
export const MAX_DEPTH = 100

/** What settling needs to know of the records around one. */
export interface Surroundings {
  get(id: string): TLRecord | undefined
  /** The page of those whose parent is missing. */
  readonly defaultPage: string
}

/**
 * The parent that a shape reads as having: the one it names, or the default page where that one is missing, is no
 * container, is the shape itself by way of its own descendants, or lies too deep. Concurrent edits make the first three.
 */
export function settledParent(shape: TLShape, around: Surroundings): string {
  const parent = around.get(shape.parentId)
  if (parent?.typeName === 'page') return parent.id
  if (parent === undefined || !isContainer(parent)) return around.defaultPage
  const seen = new Set<string>()
  for (let above: TLRecord | undefined = parent; above?.typeName === 'shape'; above = around.get(above.parentId)) {
    if (above.id === shape.id) return around.defaultPage
    // A cycle further up that does not pass through this shape: its own members step out of it.
    if (seen.has(above.id) || !isContainer(above)) break
    seen.add(above.id)
    if (seen.size >= MAX_DEPTH) return around.defaultPage
  }
  return shape.parentId
}

/** Whether a binding reads as one: an arrow at its near end and any other shape at its far end. */
export function bindingHolds(binding: TLBinding, around: Pick<Surroundings, 'get'>): boolean {
  const from = around.get(binding.fromId)
  const to = around.get(binding.toId)
  return from?.typeName === 'shape' && from.type === 'arrow' && to?.typeName === 'shape' && to.id !== from.id
}

/** Bindings of the same arrow end, made at once by two people, share this; the one with the least id reads as it. */
export function arrowEnd(binding: TLBinding): string {
  return `${binding.fromId}/${String((binding.props as { terminal?: unknown }).terminal)}`
}
