import type { WorkshopStep } from '../template.ts'

/** How three quarters of an hour with the matrix go. */
export const steps: readonly WorkshopStep[] = [
  {
    id: 'confirm',
    title: 'Confirm or change',
    prompt: 'Go through the suggestions phase by phase: keep what holds for you, move or remove the rest.',
    checks: ['suggestions-open', 'product-or-ai-absent'],
  },
  {
    id: 'one-lead',
    title: 'One lead a phase',
    prompt: 'Say for each phase who leads it and who looks again. Where two lead, say which of them decides.',
    checks: ['phase-without-lead', 'phase-with-several-leads', 'phase-without-review', 'lead-also-reviews'],
  },
  {
    id: 'name-people',
    title: 'Name people',
    prompt: 'Put a name to each role of the next phase and a day to its start, and see who carries how much.',
    checks: ['role-without-person', 'person-leads-many-phases'],
  },
  {
    id: 'hand-over',
    title: 'Hand over',
    prompt: 'Between two phases: what goes on, who goes along with it and until when.',
    checks: ['phase-without-hand-off', 'hand-off-incomplete'],
  },
  {
    id: 'agree',
    title: 'Agree',
    prompt:
      'Read each definition of done aloud. Those who give and those who take sign it, or change it until they can.',
    checks: ['hand-off-incomplete'],
  },
]
