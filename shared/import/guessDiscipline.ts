import { disciplines } from '../disciplines.ts'
import type { CardFields, DisciplineField } from '../templates/field.ts'
import { rawField } from '../templates/fieldValue.ts'
import type { KindDefinition } from '../templates/kind.ts'
import { nameKey, wordsOf } from './words.ts'

/**
 * What an imported card that says no discipline probably brings, in fields of its own: those whose kind says which of
 * its texts tells it. Empty where none does, or where it may be two.
 */
export function guessDiscipline(kind: KindDefinition, fields: CardFields): CardFields {
  return Object.fromEntries(
    kind.fields.flatMap((field) => {
      if (field.type !== 'discipline' || field.toldBy === undefined) return []
      const said = rawField(fields, field.toldBy.field)
      const discipline = typeof said === 'string' ? disciplineTold(field.toldBy.names, said) : null
      return discipline === null ? [] : [[field.id, discipline] as const]
    }),
  )
}

/** By the names that the kind knows, the longest that is in the text; else by the disciplines' own. */
function disciplineTold(names: NonNullable<DisciplineField['toldBy']>['names'], text: string): string | null {
  const words = new Set(wordsOf(text))
  const known = Object.entries(names).flatMap(([id, those]) => those.map((name) => ({ id, words: wordsOf(name) })))
  const own = disciplines.map(({ id, title }) => ({ id, words: [nameKey(title)] }))
  const told = longestIn(words, known)
  return told === undefined ? (longestIn(words, own) ?? null) : told
}

/** Undefined where none of the names is in the text, null where the longest are of several disciplines. */
function longestIn(
  words: ReadonlySet<string>,
  names: readonly { readonly id: string; readonly words: readonly string[] }[],
): string | null | undefined {
  const found = names.filter((name) => name.words.length > 0 && name.words.every((word) => words.has(word)))
  if (found.length === 0) return undefined
  const most = Math.max(...found.map((name) => name.words.length))
  const ids = new Set(found.filter((name) => name.words.length === most).map(({ id }) => id))
  const [only] = ids
  return ids.size === 1 && only !== undefined ? only : null
}
