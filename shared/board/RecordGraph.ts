import type { TLBinding, TLPage, TLRecord, TLShape } from '@tldraw/tlschema'
import { addTo, removeFrom } from './DocumentParts.ts'
import { byOrder } from './layout.ts'
import { isZone } from './schema.ts'
import { arrowEnd, bindingHolds, FALLBACK_PAGE, type Surroundings } from './settle.ts'

/** Valid records, each by itself, and how they hang on each other: children, bindings, pages, zones. */
export class RecordGraph implements Surroundings {
  readonly #records = new Map<string, TLRecord>()
  /** By the parent that a shape names, whether it is there or not. */
  readonly #children = new Map<string, Set<string>>()
  /** By both ends that a binding names. */
  readonly #bindings = new Map<string, Set<string>>()
  /** What every update asks for, without a walk over all records. */
  readonly #pageIds = new Set<string>()
  readonly #zoneIds = new Set<string>()
  /** By arrow: the binding that counts at each of its ends. Of arrows that were asked for since anything changed. */
  readonly #counting = new Map<string, ReadonlyMap<string, string>>()
  /** As long as no page has changed. */
  #defaultPage: string | null = null

  get(id: string): TLRecord | undefined {
    return this.#records.get(id)
  }

  get hasPage(): boolean {
    return this.#pageIds.size > 0
  }

  /** The ids of valid zones. */
  get zoneIds(): ReadonlySet<string> {
    return this.#zoneIds
  }

  /** The page of those whose parent is missing: the first of all. */
  get defaultPage(): string {
    this.#defaultPage ??= this.#firstPage()
    return this.#defaultPage
  }

  #firstPage(): string {
    let first: TLPage | undefined
    for (const id of this.#pageIds) {
      const page = this.#records.get(id)
      if (page?.typeName === 'page' && (first === undefined || byOrder(page, first) < 0)) first = page
    }
    return (first ?? FALLBACK_PAGE).id
  }

  /** The ids of all shapes. */
  *shapeIds(): Generator<string> {
    for (const [id, record] of this.#records) if (record.typeName === 'shape') yield id
  }

  /** The ids of the shapes that name this one as their parent. */
  childrenOf(id: string): Iterable<string> {
    return this.#children.get(id) ?? []
  }

  /** Whether a binding reads as one: both its ends are there, and it is the one of its arrow's end that counts. */
  bindingReads(binding: TLBinding): boolean {
    return bindingHolds(binding, this) && this.#countingOf(binding.fromId).get(arrowEnd(binding)) === binding.id
  }

  /** For all bindings of an arrow at once: somebody may have hung thousands on it. */
  #countingOf(arrowId: string): ReadonlyMap<string, string> {
    const known = this.#counting.get(arrowId)
    if (known !== undefined) return known
    const counting = new Map<string, string>()
    for (const id of this.#bindings.get(arrowId) ?? []) {
      const binding = this.#records.get(id)
      if (binding?.typeName !== 'binding' || !bindingHolds(binding, this)) continue
      const end = arrowEnd(binding)
      const least = counting.get(end)
      if (least === undefined || id < least) counting.set(end, id)
    }
    this.#counting.set(arrowId, counting)
    return counting
  }

  /** Puts a record in place of what was there, or nothing for undefined. */
  set(id: string, after: TLRecord | undefined): void {
    const before = this.#records.get(id)
    this.#counting.clear()
    if (after === undefined) this.#records.delete(id)
    else this.#records.set(id, after)
    if (before?.typeName === 'page' || after?.typeName === 'page') this.#defaultPage = null

    for (const [ids, isOne] of [
      [this.#pageIds, after?.typeName === 'page'],
      [this.#zoneIds, isZone(after)],
    ] as const) {
      if (isOne) ids.add(id)
      else ids.delete(id)
    }
    // Removed everywhere before anything is added: a binding's end may have moved from one side to the other.
    if (before?.typeName === 'shape') removeFrom(this.#children, before.parentId, id)
    if (before?.typeName === 'binding')
      for (const end of [before.fromId, before.toId]) removeFrom(this.#bindings, end, id)
    if (after?.typeName === 'shape') addTo(this.#children, after.parentId, id)
    if (after?.typeName === 'binding') for (const end of [after.fromId, after.toId]) addTo(this.#bindings, end, id)
  }

  /**
   * Everything that may read differently because these records came, went, or changed what they hang on. `changed` has
   * what each was before that.
   */
  dependants(changed: ReadonlyMap<string, TLRecord | undefined>): Set<string> {
    // The shapes below them, each once for all: what is read may hold a cycle, or thousands in each other.
    const found = new Set(changed.keys())
    const arrows = new Set<string>()
    const addArrow = (record: TLRecord | undefined): void => {
      if (record?.typeName === 'binding') arrows.add(record.fromId)
    }
    for (const next of found) {
      for (const child of this.#children.get(next) ?? []) found.add(child)
      for (const binding of this.#bindings.get(next) ?? []) addArrow(this.#records.get(binding))
    }
    for (const [id, was] of changed) for (const record of [was, this.#records.get(id)]) addArrow(record)
    // Of two bindings of one arrow end only one reads; another may now take its place.
    for (const arrow of arrows) for (const rival of this.#bindings.get(arrow) ?? []) found.add(rival)
    return found
  }
}

/** Whether others see no difference in what a record is to them: same kind of thing, same parent, same ends, same zone. */
export function sameStanding(before: TLRecord | undefined, after: TLRecord | undefined): boolean {
  if (before === undefined || after === undefined || before.typeName !== after.typeName) return false
  if (before.typeName === 'shape' && after.typeName === 'shape') {
    return before.type === after.type && before.parentId === after.parentId && zoneOf(before) === zoneOf(after)
  }
  if (before.typeName === 'binding' && after.typeName === 'binding') {
    return before.fromId === after.fromId && before.toId === after.toId && arrowEnd(before) === arrowEnd(after)
  }
  return true
}

/** Which zone of which template a zone is, and so how it lays out its cards. Empty for any other shape. */
function zoneOf(shape: TLShape): string {
  return isZone(shape) ? JSON.stringify([shape.props.template, shape.props.zone]) : ''
}
