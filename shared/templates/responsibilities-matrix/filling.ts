import type { ExampleBoard, ExampleCard } from '../template.ts'
import { DISCIPLINES_OF_ROLES } from './disciplinesOfRoles.ts'
import type { ActsAs, kinds } from './kinds.ts'

export type MatrixBoard = ExampleBoard<(typeof kinds)[number]['id']>
export type MatrixCard = ExampleCard<(typeof kinds)[number]['id']>

/** The three columns of a new board, by their keys. */
const COLUMNS: readonly { key: Exclude<ActsAs, null>; name: string }[] = [
  { key: 'lead', name: 'Lead' },
  { key: 'support', name: 'Support' },
  { key: 'review', name: 'Review or QA' },
]

/** A phase with its question and, for each column, the roles suggested for it. */
interface SuggestedPhase extends Record<Exclude<ActsAs, null>, readonly string[]> {
  readonly key: string
  readonly name: string
  readonly prompt: string
}

const PHASES: readonly SuggestedPhase[] = [
  {
    key: 'discovery',
    name: 'Discovery',
    prompt: 'What do we not know yet, and who has said so aloud today?',
    lead: ['Product Manager'],
    support: ['AI Lead', 'Design', 'Data Analyst'],
    review: ['Business Stakeholders'],
  },
  {
    key: 'concept',
    name: 'Proof of concept and solution design',
    prompt: 'What is the least we have to try to learn this, and will we stop once we have?',
    lead: ['AI Lead'],
    support: ['Product Manager', 'Designer', 'MLOps Engineer'],
    review: ['Architecture', 'Security', 'Legal'],
  },
  {
    key: 'build',
    name: 'Build and iteration',
    prompt: 'Which unfinished part could we ship together this week, and what would it teach us?',
    // Two on purpose: the board asks which of the two decides.
    lead: ['Engineering', 'MLOps'],
    support: ['AI Lead', 'Product Manager'],
    review: ['QA', 'Design'],
  },
  {
    key: 'rollout',
    name: 'Controlled rollout (beta)',
    prompt: 'What does this bug report show us about our own work, before we explain it away?',
    lead: ['Product Manager'],
    support: ['AI Lead', 'CX', 'DataOps'],
    review: ['Compliance', 'Risk'],
  },
  {
    key: 'after-launch',
    name: 'Post-launch industrialisation',
    prompt: 'The model will age. Who tends it, and who may say that its time is over?',
    lead: ['AI Lead'],
    support: ['Product Manager', 'Infra', 'Security'],
    review: ['Leadership', 'Data Governance'],
  },
]

const disciplineOf = new Map(
  Object.entries(DISCIPLINES_OF_ROLES).flatMap(([discipline, roles]) =>
    roles.map((role) => [role, discipline] as const),
  ),
)

/**
 * What lies on every new board: five phases, three columns, and who usually does what in them, as suggestions that a
 * team confirms or changes. A role's key is its phase's and its name: `build/MLOps`.
 */
export const start: MatrixBoard = {
  cards: [
    ...PHASES.map(({ key, name, prompt }): MatrixCard => ({ key, kind: 'phase', fields: { name, prompt } })),
    ...COLUMNS.map(({ key, name }): MatrixCard => ({ key, kind: 'part', fields: { name, actsAs: key } })),
    ...PHASES.flatMap((phase) =>
      COLUMNS.flatMap(({ key }) => phase[key].map((name) => suggestion(phase.key, key, name))),
    ),
  ],
  links: [],
}

function suggestion(phase: string, part: string, role: string): MatrixCard {
  return {
    key: `${phase}/${role}`,
    kind: 'role',
    fields: { role, discipline: disciplineOf.get(role) ?? null, suggested: true },
    refs: { phase, part },
  }
}
