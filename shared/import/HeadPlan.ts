import type { FieldDefinition, RawFieldValue } from '../templates/field.ts'
import { rawField } from '../templates/fieldValue.ts'
import type { KindDefinition } from '../templates/kind.ts'
import type { Axis } from '../templates/template.ts'
import { findHead, headFields } from './heads.ts'
import type { PlannedCard, PlannedChange } from './importPlan.ts'
import type { CardThere, ImportTarget } from './mapping.ts'
import { saysAll, saysNothing } from './saysAll.ts'
import { nameKey } from './words.ts'

/** A card that heads a row or column: one that is made, or what is added to one of the board. */
interface Head {
  readonly kind: KindDefinition
  readonly there: CardThere | null
  /** Its place among those that are made; -1 for one of the board. */
  readonly place: number
  readonly fields: Record<string, RawFieldValue>
}

/** The cards that head rows and columns of an import: the board's by their names, others made once for all rows. */
export class HeadPlan {
  readonly #target: ImportTarget
  readonly #byName = new Map<string, Head>()
  readonly #made: Head[] = []
  readonly #onBoard = new Map<string, Head>()

  constructor(target: ImportTarget) {
    this.#target = target
  }

  get made(): readonly PlannedCard[] {
    return this.#made.map(({ kind, fields }) => ({ kind, fields, refs: {} }))
  }

  get changes(): readonly PlannedChange[] {
    return [...this.#onBoard].flatMap(([id, { kind, fields }]) =>
      Object.keys(fields).length === 0 ? [] : [{ id, kind, fields }],
    )
  }

  /** The card of that name: its id on the board, or its place among those that are made. Null for an unknown kind. */
  named(axis: Axis, name: string): string | number | null {
    const head = this.#head(axis, name)
    return head === null ? null : (head.there?.id ?? head.place)
  }

  /** Says something of the card of that name, unless it says something else already. Returns why not, or null. */
  say(axis: Axis, name: string, field: FieldDefinition, value: RawFieldValue): string | null {
    const head = this.#head(axis, name)
    if (head === null) return 'has no row to stand for'
    const said = head.fields[field.id]
    if (said !== undefined) return saysAll(said, value) ? null : 'differs from what another row says'
    const there = head.there === null ? null : rawField(head.there.fields, field.id)
    if (!saysNothing(there)) return saysAll(there, value) ? null : 'differs from what the board says'
    head.fields[field.id] = value
    return null
  }

  #head(axis: Axis, name: string): Head | null {
    const kind = this.#target.template.kinds.find(({ id }) => id === axis.kind)
    if (kind === undefined) return null
    const key = `${kind.id} ${nameKey(name)}`
    const head = this.#byName.get(key) ?? this.#find(kind, name)
    this.#byName.set(key, head)
    return head
  }

  #find(kind: KindDefinition, name: string): Head {
    const there = findHead(kind, name, this.#target.there)
    if (there === undefined) {
      const head = { kind, there: null, place: this.#made.length, fields: { ...headFields(kind, name) } }
      this.#made.push(head)
      return head
    }
    // One card may be meant by two names: what it is called, and what a choice of it says.
    const head = this.#onBoard.get(there.id) ?? { kind, there, place: -1, fields: {} }
    this.#onBoard.set(there.id, head)
    return head
  }
}
