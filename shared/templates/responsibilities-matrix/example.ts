import { daysAfter } from '../day.ts'
import type { CardFields } from '../field.ts'
import type { ReadContext } from '../template.ts'
import { start, type MatrixBoard, type MatrixCard } from './filling.ts'

/** Who fills a role wherever it comes; the first two phases are settled, so there it is no suggestion any more. */
const PEOPLE: Readonly<Record<string, string>> = {
  'Product Manager': 'Mira Lindqvist',
  'AI Lead': 'Aylin Demir',
  Design: 'Priya Nair',
  Designer: 'Priya Nair',
  'Data Analyst': 'Jonas Weber',
  'Business Stakeholders': 'Tomás Reyes',
  'MLOps Engineer': 'Samir Haddad',
  MLOps: 'Samir Haddad',
  Architecture: 'Lena Vogt',
  Engineering: 'Lena Vogt',
  Legal: 'Ruth Adeyemi',
  Compliance: 'Ruth Adeyemi',
}

/** What the team has said of single roles, by their keys. */
const SAID: Readonly<Record<string, CardFields>> = {
  'discovery/Product Manager': { decides: 'decides', doesTheWork: true },
  'discovery/Design': { doesTheWork: true },
  'discovery/Data Analyst': { doesTheWork: true },
  'discovery/Business Stakeholders': { decides: 'contributes' },
  'concept/AI Lead': { decides: 'decides', doesTheWork: true },
  'concept/Product Manager': { decides: 'contributes' },
  'concept/MLOps Engineer': { decides: 'contributes', doesTheWork: true },
  'concept/Legal': { mayBlock: true },
  'build/Engineering': { doesTheWork: true },
  'build/MLOps': { doesTheWork: true },
  'build/AI Lead': { doesTheWork: true },
  // Whoever builds it is to test it as well: nobody has noticed yet.
  'build/QA': { person: 'Lena Vogt' },
  'rollout/Compliance': { mayBlock: true },
  'rollout/CX': { suggested: true },
  'rollout/DataOps': { suggested: true },
  'rollout/Risk': { suggested: true },
}

/** Nobody has talked about what comes after the launch. */
const UNTOUCHED_PHASE = 'after-launch'

/** Days from today on which the phases start; the last has no day yet. */
const STARTS: Readonly<Record<string, number>> = { discovery: -40, concept: -12, build: 18, rollout: 74 }

/**
 * The team of the recommendation engine, in its proof of concept. Two lead the build and neither is said to decide,
 * one of them reviews it as well, nobody is named for security though the phase has begun, one hand-off lacks half and
 * one is missing, and the last phase is as it was suggested. That is on purpose.
 */
export function example({ today }: ReadContext): MatrixBoard {
  const inDays = (days: number) => daysAfter(today, days)
  return { cards: [...start.cards.map((card) => inUse(card, inDays)), ...handOffs(inDays)], links: [] }
}

function inUse(card: MatrixCard, inDays: (days: number) => string): MatrixCard {
  const { key, kind, fields } = card
  if (kind === 'phase') {
    const days = STARTS[key]
    return days === undefined ? card : { ...card, fields: { ...fields, startsOn: inDays(days) } }
  }
  if (kind !== 'role' || card.refs?.['phase'] === UNTOUCHED_PHASE) return card
  const person = PEOPLE[String(fields['role'])] ?? ''
  return { ...card, fields: { ...fields, person, suggested: false, ...SAID[key] } }
}

function handOffs(inDays: (days: number) => string): MatrixCard[] {
  return [
    {
      key: 'after-discovery',
      kind: 'hand-off',
      fields: {
        what: 'What hurts whom, and what we still do not know',
        deliverables: ['discovery notes', 'list of open questions'],
        staysOn: 'Mira Lindqvist',
        staysUntil: inDays(16),
        reviewCadence: 'Every Tuesday, half an hour',
        definitionOfDone:
          'The AI side can retell the three pains without notes, and each has a signal that can be counted.',
        agreedBy: ['Mira Lindqvist (Product)', 'Aylin Demir (AI)'],
        accepted: true,
      },
      refs: { phase: 'discovery' },
    },
    {
      key: 'after-concept',
      kind: 'hand-off',
      fields: {
        what: 'A prototype that leaves out what was just bought, and what it taught us',
        deliverables: ['prototype artefacts', 'model card'],
        staysOn: 'Aylin Demir',
        reviewCadence: 'Twice a week while both sides work on it',
        definitionOfDone: 'Engineering has run it on their own machines, and knows which parts to throw away.',
        agreedBy: ['Aylin Demir (AI)'],
        accepted: false,
      },
      refs: { phase: 'concept' },
    },
    {
      key: 'after-rollout',
      kind: 'hand-off',
      fields: { what: 'What the first thousand shoppers told us', deliverables: ['user feedback log'] },
      refs: { phase: 'rollout' },
    },
  ]
}
