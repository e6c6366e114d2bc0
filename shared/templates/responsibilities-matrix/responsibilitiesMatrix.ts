import { defineTemplate } from '../defineTemplate.ts'
import { checks } from './checks.ts'
import { example } from './example.ts'
import { start } from './filling.ts'
import { kinds } from './kinds.ts'
import { readMatrix } from './matrixModel.ts'
import { matrixView } from './matrixView.ts'
import { steps } from './steps.ts'
import { zones } from './zones.ts'

/** Says who leads, supports and reviews in each phase, and how work goes from one phase to the next. */
export const responsibilitiesMatrix = defineTemplate({
  id: 'responsibilities-matrix',
  title: 'Responsibilities matrix',
  sentence: 'Who leads, supports and reviews in each phase, and how work is handed from one phase to the next.',
  minutes: 45,
  people: 'Three to twelve people: whoever leads a phase, someone from each side, those who review, and a facilitator.',
  prompt: 'A role is a promise to each other, not a fence. Who could ask you for help here?',
  kinds,
  zones,
  links: [],
  trace: { role: 'owner' },
  checks,
  steps,
  start,
  example,
  read: readMatrix,
  view: matrixView,
})
