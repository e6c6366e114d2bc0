import { cardTitle, firstWords } from '../cardTitle.ts'
import { handOff, part, phase, role } from './kinds.ts'
import type { HandOff, Role } from './kinds.ts'
import type { MatrixModel } from './matrixModel.ts'
import type { RaciEntry } from './raci.ts'

/** What phases and columns are called, by their cards' ids; null where a card names none. */
export interface Titles {
  readonly phase: (id: string | null) => string | null
  readonly part: (id: string | null) => string | null
}

/** Looks up what the phases and columns of a matrix are called. */
export function titlesOf({ phases, parts }: MatrixModel): Titles {
  const phaseTitles = new Map(phases.map((card) => [card.id, cardTitle(phase, card.fields)]))
  const partTitles = new Map(parts.map((card) => [card.id, cardTitle(part, card.fields)]))
  return {
    phase: (id) => (id === null ? null : (phaseTitles.get(id) ?? 'a phase that is gone')),
    part: (id) => (id === null ? null : (partTitles.get(id) ?? 'a column that is gone')),
  }
}

/** A person or a role as a sentence names it. */
export function shortName(name: string): string {
  return firstWords(name)
}

/** A role with its person and what is said of it: "Legal: Ada (may block)". */
export function roleText(card: Role): string {
  const { decides, mayBlock, suggested } = card.fields
  return withNotes(roleName(card.fields), [
    ...(decides === 'decides' ? ['decides'] : []),
    ...(decides === 'informed' ? ['is informed'] : []),
    ...(mayBlock === true ? ['may block'] : []),
    ...(suggested === true ? ['suggested'] : []),
  ])
}

/** A role in a RACI table, where who decides follows from the column. */
export function raciText(entry: RaciEntry): string {
  return withNotes(roleName(entry), entry.mayBlock ? ['may block'] : [])
}

/** What a hand-off is called. */
export function handOffText({ fields }: HandOff): string {
  return cardTitle(handOff, fields)
}

function roleName({ role: name, person: named }: { readonly role: string; readonly person: string }): string {
  const title = cardTitle(role, { role: name, person: named })
  const person = shortName(named)
  // A role without a name is called by its person already.
  return person === '' || person === title ? title : `${title}: ${person}`
}

function withNotes(text: string, notes: readonly string[]): string {
  return notes.length === 0 ? text : `${text} (${notes.join(', ')})`
}
