import { defineTemplate } from '../defineTemplate.ts'
import { checks } from './checks.ts'
import { example } from './example.ts'
import { kinds } from './kinds.ts'
import { readMetricBridge } from './metricBridgeModel.ts'
import { metricBridgeView } from './metricBridgeView.ts'
import { steps } from './steps.ts'
import { zones } from './zones.ts'

/** Translates what product measures into what the model measures and back, and ends in a success that both sign. */
export const metricBridge = defineTemplate({
  id: 'metric-bridge',
  title: 'Metric bridge',
  sentence:
    'Both sides list what they measure, translate each into the other’s language, and agree what they will call success.',
  minutes: 90,
  people:
    'Four to twelve people: someone from product, someone from AI or data science, whoever runs the model, somebody for risk, and a facilitator.',
  prompt: 'A number that only one side understands is a number that nobody will act on together.',
  kinds,
  zones,
  links: [
    { from: 'metric', to: 'metric', meaning: 'moves', makes: 'bridge' },
    { from: 'metric', to: 'bridge', meaning: 'is translated by' },
    { from: 'bridge', to: 'metric', meaning: 'into' },
    { from: 'success', to: 'any', meaning: 'rests on' },
  ],
  trace: { metric: 'metric', bridge: 'bridge' },
  checks,
  steps,
  start: null,
  example,
  read: readMetricBridge,
  view: metricBridgeView,
})
