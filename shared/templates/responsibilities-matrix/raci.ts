import type { Role } from './kinds.ts'
import type { MatrixRow } from './matrixModel.ts'

/** A role as a RACI row names it. */
export interface RaciEntry {
  readonly id: string
  readonly role: string
  readonly person: string
  readonly mayBlock: boolean
}

/** A phase in the letters of RACI. */
export interface RaciRow {
  readonly phase: string
  readonly responsible: readonly RaciEntry[]
  readonly accountable: readonly RaciEntry[]
  readonly consulted: readonly RaciEntry[]
  readonly informed: readonly RaciEntry[]
}

/**
 * Lead is accountable and responsible; support is responsible where it does the work and consulted otherwise; review
 * is consulted. A column of another meaning has no letter, but whoever in it is said to be informed is.
 */
export function raciRow({ phase, lead, support, review, other }: Omit<MatrixRow, 'next' | 'handOffs'>): RaciRow {
  const leads = lead.map(entry)
  return {
    phase: phase.id,
    responsible: [...leads, ...support.filter(doesTheWork).map(entry)],
    accountable: leads,
    consulted: [...support.filter((card) => !doesTheWork(card)), ...review].map(entry),
    informed: other.filter(({ fields }) => fields.decides === 'informed').map(entry),
  }
}

function doesTheWork({ fields }: Role): boolean {
  return fields.doesTheWork === true
}

function entry({ id, fields }: Role): RaciEntry {
  return { id, role: fields.role, person: fields.person, mayBlock: fields.mayBlock === true }
}
