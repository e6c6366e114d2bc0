import type { WorkshopStep } from '../template.ts'

/** How a team reads the wall together, once a week. */
export const steps: readonly WorkshopStep[] = [
  {
    id: 'gather',
    title: 'Gather',
    prompt: 'Five quiet minutes: post what the week has taught you, also what is still sitting in a chat.',
    checks: ['discipline-silent'],
  },
  {
    id: 'read',
    title: 'Read',
    prompt: 'Read aloud what is new, a minute each; listen first, and ask of each failure what it taught.',
    checks: ['failure-without-lesson'],
  },
  {
    id: 'sort',
    title: 'Sort into themes',
    prompt: 'Drag what you have read from the inbox to a theme or a month; add a theme where one is missing.',
    checks: ['waiting-in-inbox'],
  },
  {
    id: 'thank',
    title: 'Thank',
    prompt: 'Say who made something easier this week, and what it was.',
    checks: ['no-recent-thanks'],
  },
  {
    id: 'take-on',
    title: 'Take one thing on',
    prompt: 'Choose one post that changes what you do next week, and say who sees to it.',
    checks: [],
  },
]
