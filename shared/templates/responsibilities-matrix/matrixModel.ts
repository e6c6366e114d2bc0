import { cardsOfKind } from '../boardCards.ts'
import type { BoardModel } from '../boardModel.ts'
import { handOff, part, phase, role } from './kinds.ts'
import type { ActsAs, HandOff, Part, Phase, Role } from './kinds.ts'
import { listPeople, type PersonEntry } from './people.ts'
import { raciRow, type RaciRow } from './raci.ts'

/** A phase with its roles by what their columns act as, each in the order of the columns and then of the cards. */
export interface MatrixRow {
  readonly phase: Phase
  /** The phase that follows, by its id; null after the last. */
  readonly next: string | null
  readonly lead: readonly Role[]
  readonly support: readonly Role[]
  readonly review: readonly Role[]
  /** Roles in columns of another meaning. */
  readonly other: readonly Role[]
  readonly handOffs: readonly JoinedHandOff[]
}

/** A hand-off with the phases it joins, by their ids. */
export interface JoinedHandOff extends HandOff {
  /** Null where it names none that is there. */
  readonly from: string | null
  /** Null after the last phase too. */
  readonly to: string | null
}

/** Why a card is in no cell: its row or its column was never given, or is there no more. */
export type Lack = 'no-phase' | 'phase-gone' | 'no-column' | 'column-gone'

/** A role or a hand-off that lies in no cell of the table. */
export interface OutsideTable<Card extends Role | HandOff> {
  readonly card: Card
  readonly lacks: readonly Lack[]
}

/** A responsibilities matrix as a model: all its cards, and the table they make. */
export interface MatrixModel {
  readonly phases: readonly Phase[]
  readonly parts: readonly Part[]
  readonly roles: readonly Role[]
  /** One row a phase, in the order of the rows. */
  readonly rows: readonly MatrixRow[]
  readonly handOffs: readonly JoinedHandOff[]
  /** The same rows as responsible, accountable, consulted and informed. */
  readonly raci: readonly RaciRow[]
  readonly people: readonly PersonEntry[]
  readonly outside: {
    readonly roles: readonly OutsideTable<Role>[]
    readonly handOffs: readonly OutsideTable<JoinedHandOff>[]
  }
}

/** Projects a board into the model. A card counts for what it is wherever it lies: what it names still holds. */
export function readMatrix(board: BoardModel): MatrixModel {
  const phases = cardsOfKind(board, phase)
  const parts = cardsOfKind(board, part)
  const roles = cardsOfKind(board, role)
  const next = nextPhases(board)
  const isPhase = (id: string) => next.has(id)
  const handOffs = cardsOfKind(board, handOff).map((card): JoinedHandOff => {
    const { phase: named } = card.fields
    const from = named !== null && isPhase(named) ? named : null
    return { ...card, from, to: from === null ? null : (next.get(from) ?? null) }
  })

  const columns = columnsOf(parts)
  const rolesByPhase = groupBy(roles, ({ fields }) => (columns.has(fields.part ?? '') ? fields.phase : null))
  const handOffsByPhase = groupBy(handOffs, ({ from }) => from)
  const rows = phases.map((card) => ({
    phase: card,
    next: next.get(card.id) ?? null,
    ...cellsOf(rolesByPhase.get(card.id) ?? [], columns),
    handOffs: handOffsByPhase.get(card.id) ?? [],
  }))
  const outsideRoles = outsideTable(roles, ({ fields }) => [
    ...lackOf(fields.phase, isPhase, 'no-phase', 'phase-gone'),
    ...lackOf(fields.part, (id) => columns.has(id), 'no-column', 'column-gone'),
  ])
  return {
    phases,
    parts,
    roles,
    rows,
    handOffs,
    raci: rows.map(raciRow),
    people: listPeople(
      rows,
      outsideRoles.map(({ card }) => card),
    ),
    outside: {
      roles: outsideRoles,
      handOffs: outsideTable(handOffs, ({ fields }) => lackOf(fields.phase, isPhase, 'no-phase', 'phase-gone')),
    },
  }
}

/**
 * Each phase with the one that follows it. Where the matrix is on a board twice, the last phase of one does not lead
 * into the first of the other.
 */
function nextPhases(board: BoardModel): ReadonlyMap<string, string | null> {
  const next = new Map<string, string | null>()
  let before: BoardModel['cards'][number] | null = null
  for (const card of board.cards) {
    if (card.kind !== phase.id) continue
    const follows = before !== null && before.page === card.page && before.zoneShapeId === card.zoneShapeId
    if (before !== null) next.set(before.id, follows ? card.id : null)
    before = card
  }
  if (before !== null) next.set(before.id, null)
  return next
}

interface ColumnPlace {
  readonly at: number
  readonly actsAs: ActsAs
}

function columnsOf(parts: readonly Part[]): ReadonlyMap<string, ColumnPlace> {
  return new Map(parts.map(({ id, fields }, at) => [id, { at, actsAs: fields.actsAs }]))
}

function cellsOf(
  roles: readonly Role[],
  columns: ReadonlyMap<string, ColumnPlace>,
): Pick<MatrixRow, 'lead' | 'support' | 'review' | 'other'> {
  const placeOf = (card: Role) => columns.get(card.fields.part ?? '')
  const ordered = roles.toSorted((a, b) => (placeOf(a)?.at ?? 0) - (placeOf(b)?.at ?? 0))
  const cells = groupBy(ordered, (card) => placeOf(card)?.actsAs ?? 'other')
  return {
    lead: cells.get('lead') ?? [],
    support: cells.get('support') ?? [],
    review: cells.get('review') ?? [],
    other: cells.get('other') ?? [],
  }
}

function outsideTable<Card extends Role | HandOff>(
  cards: readonly Card[],
  lacksOf: (card: Card) => Lack[],
): OutsideTable<Card>[] {
  return cards.flatMap((card) => {
    const lacks = lacksOf(card)
    return lacks.length === 0 ? [] : [{ card, lacks }]
  })
}

function lackOf(id: string | null, isThere: (id: string) => boolean, missing: Lack, gone: Lack): Lack[] {
  if (id === null) return [missing]
  return isThere(id) ? [] : [gone]
}

/** Cards under the key that each has, in their order; those without one are passed over. */
function groupBy<Card>(cards: readonly Card[], keyOf: (card: Card) => string | null): ReadonlyMap<string, Card[]> {
  const groups = new Map<string, Card[]>()
  for (const card of cards) {
    const key = keyOf(card)
    if (key === null) continue
    const group = groups.get(key)
    if (group) group.push(card)
    else groups.set(key, [card])
  }
  return groups
}
