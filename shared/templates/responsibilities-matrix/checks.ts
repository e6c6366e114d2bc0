import { findDiscipline } from '../../disciplines.ts'
import { cardTitle, firstWords } from '../cardTitle.ts'
import type { Check } from '../template.ts'
import { phase as phaseKind, type HandOff, type Role } from './kinds.ts'
import type { MatrixModel, MatrixRow } from './matrixModel.ts'
import { namesOf, standsFor } from './people.ts'

/** Whoever leads more phases than this has little left for any of them. */
const LEADS_PER_PERSON = 2
/** A sentence calls a person, a role or a phase by so many characters at most. */
const NAME_LENGTH = 60

type MatrixCheck = Check<MatrixModel>

const productOrAiAbsent: MatrixCheck = {
  id: 'product-or-ai-absent',
  severity: 'warning',
  title: 'Product or AI absent from a whole phase',
  nextStep: 'Ask the absent side what it would miss, and what would be decided without it.',
  find: ({ rows }) =>
    rows.flatMap((row) => {
      const message = absentSides(row)
      return message === null ? [] : [{ message, cards: [row.phase.id] }]
    }),
}

function absentSides({ lead, support, review, other }: MatrixRow): string | null {
  const sides = new Set(
    [lead, support, review, other].flat().map(({ fields }) => findDiscipline(fields.discipline ?? '').side),
  )
  if (sides.has('product')) return sides.has('ai') ? null : 'Nobody from the AI side has a part in this phase yet'
  return sides.has('ai')
    ? 'Nobody from the product side has a part in this phase yet'
    : 'Neither the product side nor the AI side has a part in this phase yet'
}

const phaseWithoutLead: MatrixCheck = {
  id: 'phase-without-lead',
  severity: 'gap',
  title: 'A phase that nobody leads',
  nextStep: 'Ask who would be asked first if this phase went wrong, and whether they would like to lead it.',
  find: ({ rows }) =>
    rows
      .filter(({ lead }) => lead.every((card) => standsFor(card) === null))
      .map(({ phase }) => ({ message: 'Nobody leads this phase yet', cards: [phase.id] })),
}

const phaseWithSeveralLeads: MatrixCheck = {
  id: 'phase-with-several-leads',
  severity: 'warning',
  title: 'A phase that two lead, and neither is said to decide',
  nextStep: 'Let the two agree who has the last word when they disagree, and set “Decides” on that role alone.',
  find: ({ rows }) =>
    rows.flatMap(({ phase, lead }) => {
      const leads = new Set(lead.flatMap((card) => standsFor(card) ?? [])).size
      if (leads < 2 || deciders(lead) === 1) return []
      const message =
        leads === 2
          ? 'Two lead this phase. Which of the two decides?'
          : `${leads} lead this phase. Which of them decides?`
      return [{ message, cards: [phase.id, ...lead.map(({ id }) => id)] }]
    }),
}

/** How many of the leads are said to decide; two roles of one person are one. */
function deciders(lead: readonly Role[]): number {
  const deciding = lead.filter(({ fields }) => fields.decides === 'decides')
  return new Set(deciding.flatMap((card) => standsFor(card) ?? [])).size
}

const phaseWithoutReview: MatrixCheck = {
  id: 'phase-without-review',
  severity: 'gap',
  title: 'A phase that nobody reviews',
  nextStep: 'Ask who would see what those who build it no longer see.',
  find: ({ rows }) =>
    rows
      .filter(({ review }) => review.every((card) => standsFor(card) === null))
      .map(({ phase }) => ({ message: 'Nobody reviews this phase yet', cards: [phase.id] })),
}

const leadAlsoReviews: MatrixCheck = {
  id: 'lead-also-reviews',
  severity: 'warning',
  title: 'A lead who also reviews the same phase',
  nextStep: 'Ask somebody else to look again: whoever leads has already made up their mind.',
  find: ({ rows }) =>
    rows.flatMap(({ lead, review }) => {
      const reviewOf = sameIn(review)
      return lead.flatMap((card) => {
        const other = reviewOf(card)
        if (other === undefined) return []
        const message = `${firstWords(card.fields.person || card.fields.role, NAME_LENGTH)} leads this phase and reviews it too: who else could look again?`
        return [{ message, cards: [card.id, other.id] }]
      })
    }),
}

/** Finds a role of the same person; where one of the two has no person yet, of the same name. */
function sameIn(roles: readonly Role[]): (card: Role) => Role | undefined {
  const byPerson = firstByKey(roles, ({ fields }) => namesOf(fields).person)
  const byName = firstByKey(roles, ({ fields }) => namesOf(fields).role)
  const unnamed = roles.filter(({ fields }) => fields.person === '')
  const unnamedByName = firstByKey(unnamed, ({ fields }) => namesOf(fields).role)
  return ({ fields }) => {
    const { person, role } = namesOf(fields)
    if (fields.person === '') return byName.get(role)
    return byPerson.get(person) ?? unnamedByName.get(role)
  }
}

function firstByKey(roles: readonly Role[], keyOf: (card: Role) => string): ReadonlyMap<string, Role> {
  const first = new Map<string, Role>()
  for (const card of roles) {
    const key = keyOf(card)
    if (key !== '' && !first.has(key)) first.set(key, card)
  }
  return first
}

const roleWithoutPerson: MatrixCheck = {
  id: 'role-without-person',
  severity: 'warning',
  title: 'A role with no person by the time its phase starts',
  nextStep: 'Name somebody, say who stands in until then, or let the role go.',
  // One finding a phase: on a new board every role of a phase is without a person.
  find: ({ rows }, { today }) =>
    rows.flatMap(({ phase, lead, support, review, other }) => {
      if (phase.fields.startsOn === null || phase.fields.startsOn > today) return []
      const cards = [lead, support, review, other].flat().filter(({ fields }) => fields.person === '')
      if (cards.length === 0) return []
      const title = cardTitle(phaseKind, phase.fields, NAME_LENGTH)
      const who =
        cards.length === 1 ? 'nobody is named for this role' : `nobody is named for ${cards.length} of its roles`
      return [{ message: `${title} has begun, and ${who} yet`, cards: cards.map(({ id }) => id) }]
    }),
}

const personLeadsMany: MatrixCheck = {
  id: 'person-leads-many-phases',
  severity: 'warning',
  title: 'A person who leads more than two phases',
  nextStep: 'Ask them which phase they would gladly hand to somebody else.',
  find: ({ people }) =>
    people.flatMap(({ name, tasks }) => {
      const leads = tasks.filter((task) => task.as === 'lead')
      const phases = new Set(leads.map(({ phase }) => phase)).size
      if (phases <= LEADS_PER_PERSON) return []
      const message = `${firstWords(name, NAME_LENGTH)} leads ${phases} phases: which of them could be somebody else’s?`
      return [{ message, cards: leads.map(({ id }) => id) }]
    }),
}

const phaseWithoutHandOff: MatrixCheck = {
  id: 'phase-without-hand-off',
  severity: 'note',
  title: 'A phase with no hand-off to the next',
  nextStep: 'Add a hand-off beside the phase: what goes on, who goes along with it, and when it is done.',
  find: ({ rows }) =>
    rows
      .filter(({ next, handOffs }) => next !== null && handOffs.length === 0)
      .map(({ phase }) => ({ message: 'Nobody has said yet what this phase hands to the next', cards: [phase.id] })),
}

const handOffIncomplete: MatrixCheck = {
  id: 'hand-off-incomplete',
  severity: 'gap',
  title: 'A hand-off with no deliverable, no overlap or no definition of done',
  nextStep: 'Ask those who take over what they need to begin, whom they would ask, and how they would know it is done.',
  find: ({ handOffs }) =>
    handOffs.flatMap((card) => {
      const message = missingInHandOff(card)
      return message === null ? [] : [{ message, cards: [card.id] }]
    }),
}

function missingInHandOff({ fields }: HandOff): string | null {
  const { deliverables, staysOn, staysUntil, definitionOfDone } = fields
  const hasOverlap = staysOn !== '' && staysUntil !== null
  const missing = [
    ...(deliverables.length === 0 ? ['no deliverable'] : []),
    ...(hasOverlap ? [] : ['no overlap']),
    ...(definitionOfDone === '' ? ['no definition of done'] : []),
  ]
  if (missing.length === 0) return null
  if (missing.length > 1) return `This hand-off has ${missing.slice(0, -1).join(', ')} and ${missing.at(-1) ?? ''} yet`
  if (deliverables.length === 0) return 'This hand-off has no deliverable yet: what does the next phase begin with?'
  if (definitionOfDone === '') return 'This hand-off has no definition of done yet: how would both sides know?'
  if (staysOn !== '') return `${firstWords(staysOn, NAME_LENGTH)} stays on after this hand-off: until when?`
  return staysUntil === null
    ? 'This hand-off has no overlap yet: who stays on, and until when?'
    : `Somebody stays on after this hand-off until ${staysUntil}: who?`
}

const suggestionsOpen: MatrixCheck = {
  id: 'suggestions-open',
  severity: 'note',
  title: 'Suggestions that nobody has confirmed yet',
  nextStep: 'Go through them together and confirm, change or remove each. What is not touched was never agreed.',
  find: ({ roles }) => {
    const open = roles.filter(({ fields }) => fields.suggested === true)
    if (open.length === 0) return []
    const message =
      open.length === 1
        ? 'One role is still a suggestion: does it hold for us?'
        : `${open.length} roles are still suggestions: which of them hold for us?`
    return [{ message, cards: open.map(({ id }) => id) }]
  },
}

/** What the matrix asks of itself, in the order in which a facilitator would raise it. Suggestions count as agreed. */
export const checks: readonly MatrixCheck[] = [
  phaseWithoutLead,
  phaseWithSeveralLeads,
  phaseWithoutReview,
  leadAlsoReviews,
  productOrAiAbsent,
  personLeadsMany,
  roleWithoutPerson,
  phaseWithoutHandOff,
  handOffIncomplete,
  suggestionsOpen,
]
