import type { ZoneDefinition } from '../template.ts'
import type { kinds } from './kinds.ts'

type KindId = (typeof kinds)[number]['id']

/** Canvas units: two columns of cards and their gaps fit the width of a side, one that of the middle. */
const SIDE_WIDTH = 560
const MIDDLE_WIDTH = 320
const STORIES_HEIGHT = 960
const BELOW_HEIGHT = 480
/** Room for the arrows between the stories and their signs. */
const GAP_BESIDE_SIGNS = 200
const GAP_BETWEEN_ROWS = 48

const MIDDLE_X = SIDE_WIDTH + GAP_BESIDE_SIGNS
const AI_X = MIDDLE_X + MIDDLE_WIDTH + GAP_BESIDE_SIGNS
const BELOW_Y = STORIES_HEIGHT + GAP_BETWEEN_ROWS

/** Product tells on the left, AI on the right, with the signs of both between; below, what the team does about it. */
export const zones: readonly ZoneDefinition<KindId>[] = [
  {
    id: 'product-tells',
    title: 'Product tells',
    prompt: 'It is a year from now and it has failed. What happened to people, and to us?',
    side: 'product',
    accepts: ['story'],
    layout: { type: 'grid' },
    box: { x: 0, y: 0, w: SIDE_WIDTH, h: STORIES_HEIGHT },
    preset: { side: 'product' },
  },
  {
    id: 'signs',
    title: 'Early signs',
    prompt: 'What would we see first, weeks before anybody says it has failed?',
    side: 'between',
    accepts: ['sign'],
    layout: { type: 'column' },
    box: { x: MIDDLE_X, y: 0, w: MIDDLE_WIDTH, h: STORIES_HEIGHT },
  },
  {
    id: 'ai-tells',
    title: 'AI tells',
    prompt: 'It is a year from now and it has failed. What did the model, or its data, do?',
    side: 'ai',
    accepts: ['story'],
    layout: { type: 'grid' },
    box: { x: AI_X, y: 0, w: SIDE_WIDTH, h: STORIES_HEIGHT },
    preset: { side: 'ai' },
  },
  {
    id: 'precautions',
    title: 'Precautions',
    prompt: 'What can we do now, while it is cheap, and who does it by when?',
    side: 'between',
    accepts: ['precaution'],
    layout: { type: 'grid' },
    box: { x: 0, y: BELOW_Y, w: MIDDLE_X + MIDDLE_WIDTH, h: BELOW_HEIGHT },
  },
  {
    id: 'tripwires',
    title: 'We stop when',
    prompt: 'At what point do we stop and talk, whatever has been spent by then?',
    side: 'between',
    accepts: ['tripwire'],
    layout: { type: 'grid' },
    box: { x: AI_X, y: BELOW_Y, w: SIDE_WIDTH, h: BELOW_HEIGHT },
    capacity: 3,
  },
]
