import { defineTemplate } from '../defineTemplate.ts'
import { checks } from './checks.ts'
import { example } from './example.ts'
import { kinds } from './kinds.ts'
import { readPreMortem } from './preMortemModel.ts'
import { preMortemView } from './preMortemView.ts'
import { steps } from './steps.ts'
import { zones } from './zones.ts'

/** Lets a team tell how it failed before it has begun, and agree what it would see first and what it does now. */
export const preMortem = defineTemplate({
  id: 'pre-mortem',
  title: 'Pre-mortem',
  sentence: 'It is a year from now and it has failed: what happened, what would we have seen first, what do we do now?',
  minutes: 45,
  people:
    'Four to twelve people who will build it and live with it: some from product, some from AI, and a facilitator.',
  prompt: 'A worry told early is a gift. Thank whoever tells it, and do not defend the plan.',
  kinds,
  zones,
  links: [
    { from: 'story', to: 'sign', meaning: 'would show as' },
    { from: 'precaution', to: 'story', meaning: 'guards against' },
    { from: 'tripwire', to: 'sign', meaning: 'is pulled by' },
  ],
  checks,
  steps,
  start: null,
  example,
  read: readPreMortem,
  view: preMortemView,
})
