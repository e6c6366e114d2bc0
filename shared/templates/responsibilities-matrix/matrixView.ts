import { findDiscipline } from '../../disciplines.ts'
import { firstWords } from '../cardTitle.ts'
import { kindTable } from '../kindTable.ts'
import type { ListItem, ListSection, ReadingView } from '../readingView.ts'
import { handOff, part, phase, role } from './kinds.ts'
import type { HandOff, Role } from './kinds.ts'
import type { JoinedHandOff, Lack, MatrixModel } from './matrixModel.ts'
import { matrixTable, raciTable } from './matrixTables.ts'
import { handOffText, roleText, shortName, titlesOf, type Titles } from './matrixTexts.ts'
import type { PersonEntry, Task } from './people.ts'

/** Draws a matrix for people: the table, RACI, who does what, how work is handed over, then every card. */
export function matrixView(model: MatrixModel): ReadingView {
  const titles = titlesOf(model)
  return {
    sections: [
      matrixTable(model, titles),
      raciTable(model, titles),
      peopleList(model, titles),
      handOffList(model, titles),
      outsideList(model),
      kindTable(phase, 'Phases', model.phases),
      kindTable(part, 'Columns', model.parts),
      kindTable(
        role,
        'Roles',
        model.roles.map((card) => named(card, titles)),
      ),
      kindTable(
        handOff,
        'All about the hand-offs',
        model.handOffs.map((card) => named(card, titles)),
      ),
    ],
  }
}

/** A card that says where it lies by the titles of what it names, since ids tell people nothing. */
function named<Card extends Role | HandOff>(card: Card, titles: Titles): Card {
  const { fields } = card
  const place = { phase: titles.phase(fields.phase) }
  if (!('part' in fields)) return { ...card, fields: { ...fields, ...place } }
  const discipline = fields.discipline === null ? null : findDiscipline(fields.discipline).title
  return { ...card, fields: { ...fields, ...place, part: titles.part(fields.part), discipline } }
}

/** Most tasks that the list says of one person; the table has them all. */
const TASK_LIMIT = 25

function peopleList({ people, roles }: MatrixModel, titles: Titles): ListSection {
  const roleById = new Map(roles.map((card) => [card.id, card]))
  const items = people.map(({ name, tasks }: PersonEntry): ListItem => {
    const said = tasks.slice(0, TASK_LIMIT).map((task) => taskText(task, roleById.get(task.id), titles))
    const more = tasks.length > said.length ? [`and ${tasks.length - said.length} more`] : []
    return { text: shortName(name), note: [...said, ...more].join(' · '), cards: tasks.map(({ id }) => id) }
  })
  return {
    type: 'list',
    id: 'people',
    title: 'Who does what',
    empty: 'Nobody is named yet. Whose name belongs to the first role?',
    detail: false,
    items,
  }
}

const VERBS = { lead: 'leads', support: 'supports', review: 'reviews' } as const

function taskText(task: Task, card: Role | undefined, titles: Titles): string {
  const as = card === undefined || card.fields.role === '' ? '' : ` as ${shortName(card.fields.role)}`
  if (task.phase === null) return `has a part outside the table${as}`
  const where = titles.phase(task.phase) ?? ''
  const what = task.as === null ? `${titles.part(task.part) ?? ''} in` : VERBS[task.as]
  return `${what} ${where}${as}`
}

/** The list quotes so many characters of a definition of done; the table has it whole. */
const DONE_LENGTH = 160

function handOffList({ handOffs }: MatrixModel, titles: Titles): ListSection {
  const items = handOffs.map((card): ListItem => {
    const { fields, id } = card
    const { staysOn, staysUntil } = fields
    const until = staysUntil === null ? 'nobody has said until when' : `until ${staysUntil}`
    const note = [
      way(card, titles),
      fields.deliverables.join(', ') || 'no deliverable yet',
      staysOn === ''
        ? `nobody stays on yet${staysUntil === null ? '' : `, ${until}`}`
        : `${staysOn} stays on, ${until}`,
      ...(fields.reviewCadence === '' ? [] : [fields.reviewCadence]),
      fields.definitionOfDone === ''
        ? 'no definition of done yet'
        : `done when: ${firstWords(fields.definitionOfDone, DONE_LENGTH)}`,
      fields.agreedBy.length === 0 ? 'nobody has agreed yet' : `agreed by ${fields.agreedBy.join(', ')}`,
      fields.accepted === true ? 'accepted' : 'not accepted yet',
    ]
    return { text: handOffText(card), note: note.join(' · '), cards: [id] }
  })
  return {
    type: 'list',
    id: 'hand-offs',
    title: 'Hand-offs',
    empty: 'No hand-off yet. What does the second phase need from the first?',
    detail: false,
    items,
  }
}

function way({ from, to }: JoinedHandOff, titles: Titles): string {
  if (from === null) return 'from no phase of the table'
  const leaves = `from ${titles.phase(from) ?? ''}`
  return to === null ? `${leaves}, the last phase` : `${leaves} to ${titles.phase(to) ?? ''}`
}

const LACKS: Readonly<Record<Lack, string>> = {
  'no-phase': 'no phase named yet',
  'phase-gone': 'its phase is gone',
  'no-column': 'no column named yet',
  'column-gone': 'its column is gone',
}

function outsideList({ outside }: MatrixModel): ListSection {
  const item = (text: string, id: string, kind: string, lacks: readonly Lack[]): ListItem => ({
    text,
    note: [kind, ...lacks.map((lack) => LACKS[lack])].join(' · '),
    cards: [id],
  })
  return {
    type: 'list',
    id: 'outside',
    title: 'Outside the table',
    empty: 'Every role and every hand-off has its place in the table.',
    detail: false,
    items: [
      ...outside.roles.map(({ card, lacks }) => item(roleText(card), card.id, role.title, lacks)),
      ...outside.handOffs.map(({ card, lacks }) => item(handOffText(card), card.id, handOff.title, lacks)),
    ],
  }
}
