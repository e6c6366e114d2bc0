import { rawField } from '../templates/fieldValue.ts'
import type { CardFields } from '../templates/field.ts'
import type { KindDefinition } from '../templates/kind.ts'
import type { CardThere } from './mapping.ts'
import { readCell } from './readCell.ts'
import { leadOf } from './mapping.ts'
import { nameKey } from './words.ts'

/** The card that heads a row or column of that name: one on the board by its name, or by what a choice of it says. */
export function findHead(kind: KindDefinition, name: string, there: readonly CardThere[]): CardThere | undefined {
  const key = nameKey(name)
  const heads = there.filter((card) => card.kind === kind.id)
  const named = heads.find(({ fields }) => nameKey(String(rawField(fields, kind.lead) ?? '')) === key)
  const said = Object.entries(choicesNamed(kind, name))
  return (
    named ?? (said.length === 0 ? undefined : heads.find(({ fields }) => said.some(([id, is]) => fields[id] === is)))
  )
}

/** The fields of a new one of that name. */
export function headFields(kind: KindDefinition, name: string): CardFields {
  return { [kind.lead]: readCell(leadOf(kind), name).value ?? '', ...choicesNamed(kind, name) }
}

/** What a name says in the choices of a kind: a column called "Review" reviews. */
export function choicesNamed(kind: KindDefinition, name: string): CardFields {
  const key = nameKey(name)
  return Object.fromEntries(
    kind.fields.flatMap((field) => {
      const choice =
        field.type === 'choice'
          ? field.choices.find(({ id, title }) => nameKey(id) === key || nameKey(title) === key)
          : undefined
      return choice === undefined ? [] : [[field.id, choice.id] as const]
    }),
  )
}
