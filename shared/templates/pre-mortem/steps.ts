import type { WorkshopStep } from '../template.ts'

/** How three quarters of an hour go. */
export const steps: readonly WorkshopStep[] = [
  {
    id: 'tell',
    title: 'Tell',
    prompt: 'Ten quiet minutes. It is a year from now and it has failed: each writes down what happened.',
    checks: ['one-side-told'],
  },
  {
    id: 'weigh',
    title: 'Weigh',
    prompt: 'Ten minutes. Read the stories aloud, and say how likely and how harmful each of them is.',
    checks: ['story-not-weighed'],
  },
  {
    id: 'see-early',
    title: 'See it early',
    prompt: 'Ten minutes. For the worst stories: what would we see first, and who watches?',
    checks: ['risky-story-without-sign', 'sign-nobody-watches'],
  },
  {
    id: 'guard',
    title: 'Guard',
    prompt: 'Ten minutes. What do we do now, who sees to it, and by when?',
    checks: ['risky-story-without-precaution', 'precaution-without-owner-or-date', 'precaution-past-its-date'],
  },
  {
    id: 'stop',
    title: 'Say when to stop',
    prompt: 'Five minutes. Finish “We stop when …”, say who says so, and sign it.',
    checks: ['no-tripwire'],
  },
]
