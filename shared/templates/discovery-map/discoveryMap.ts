import { defineTemplate } from '../defineTemplate.ts'
import { checks } from './checks.ts'
import { readDiscovery } from './discoveryModel.ts'
import { discoveryView } from './discoveryView.ts'
import { example } from './example.ts'
import { kinds } from './kinds.ts'
import { steps } from './steps.ts'
import { zones } from './zones.ts'

/** Joins why product wants something with what AI may make possible, and puts the open questions between them. */
export const discoveryMap = defineTemplate({
  id: 'discovery-map',
  title: 'Discovery map',
  sentence:
    'Product brings the why, AI what may be possible; the map joins the two, starting with what nobody knows yet.',
  minutes: 60,
  people:
    'Five to fifteen people: someone from product, someone from AI or data, somebody close to those it hurts, and a facilitator.',
  prompt: 'The most useful sentence in this room begins with “We do not know yet”.',
  kinds,
  zones,
  links: [
    { from: 'pain-point', to: 'signal', meaning: 'is shown by' },
    { from: 'signal', to: 'data-source', meaning: 'is found in' },
    { from: 'hypothesis', to: 'signal', meaning: 'is tested by' },
    { from: 'unknown', to: 'any', meaning: 'asks about' },
  ],
  trace: { 'pain-point': 'pain', signal: 'signal', hypothesis: 'bet' },
  checks,
  steps,
  start: null,
  example,
  read: readDiscovery,
  view: discoveryView,
})
