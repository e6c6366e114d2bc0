import type { WorkshopStep } from '../template.ts'

/** How an hour with the map goes. */
export const steps: readonly WorkshopStep[] = [
  {
    id: 'both-sides',
    title: 'Both sides, apart',
    prompt: 'Ten quiet minutes: product writes why and what hurts, AI what there is and what stands in the way.',
    checks: ['one-side-empty'],
  },
  {
    id: 'unknowns',
    title: 'What we do not know',
    prompt: 'Say aloud what you are guessing at, and who would like to find out.',
    checks: ['no-unknowns', 'unknown-without-owner-or-date', 'unknown-past-its-date'],
  },
  {
    id: 'join',
    title: 'Join',
    prompt: 'For each pain, name what would show it, and where that is to be found.',
    checks: [
      'pain-point-without-signal',
      'signal-not-checked',
      'structured-signal-without-data-source',
      'hypothesis-on-blocked-data',
    ],
  },
  {
    id: 'commit',
    title: 'Commit',
    prompt: 'Give each hypothesis a threshold, an owner and a day, and say whether this is an AI problem.',
    checks: ['hypothesis-without-threshold-owner-or-date', 'no-verdict'],
  },
]
