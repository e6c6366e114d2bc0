import type { ZoneDefinition } from '../template.ts'
import { categories, type Category } from './categories.ts'
import type { kinds } from './kinds.ts'

type KindId = (typeof kinds)[number]['id']

/** Canvas units: two columns of cards and their gaps fit the width of a side, one that of the middle. */
const SIDE_WIDTH = 560
const MIDDLE_WIDTH = 320
const ZONE_HEIGHT = 480
/** Room for the arrows between a side and the bridges. */
const GAP_BESIDE_BRIDGES = 200
const GAP_BETWEEN_ROWS = 48
const ROW_HEIGHT = ZONE_HEIGHT + GAP_BETWEEN_ROWS
const ROWS_OF_METRICS = 3
const SUCCESS_HEIGHT = 320

const MIDDLE_X = SIDE_WIDTH + GAP_BESIDE_BRIDGES
const MODEL_X = MIDDLE_X + MIDDLE_WIDTH + GAP_BESIDE_BRIDGES

function sideZones(side: Category['side'], x: number): ZoneDefinition<KindId>[] {
  return categories
    .filter((category) => category.side === side)
    .map(({ id, title, prompt }, row) => ({
      id,
      title,
      prompt,
      side: side === 'model' ? 'ai' : 'product',
      accepts: ['metric'],
      layout: { type: 'grid' },
      box: { x, y: row * ROW_HEIGHT, w: SIDE_WIDTH, h: ZONE_HEIGHT },
      preset: { side, category: id },
    }))
}

/** Product's metrics on the left, the model's on the right, the bridges between them, and below all what both sign. */
export const zones: readonly ZoneDefinition<KindId>[] = [
  ...sideZones('product', 0),
  {
    id: 'bridges',
    title: 'Bridges',
    prompt: 'When the one moves, what does the other do: how far, and how much later?',
    side: 'between',
    accepts: ['bridge'],
    layout: { type: 'column' },
    box: { x: MIDDLE_X, y: 0, w: MIDDLE_WIDTH, h: ROWS_OF_METRICS * ROW_HEIGHT - GAP_BETWEEN_ROWS },
  },
  ...sideZones('model', MODEL_X),
  {
    id: 'success',
    title: 'Success',
    prompt: 'What will both sides call success, in words that both would sign?',
    side: 'between',
    accepts: ['success'],
    layout: { type: 'grid' },
    box: { x: 0, y: ROWS_OF_METRICS * ROW_HEIGHT, w: MODEL_X + SIDE_WIDTH, h: SUCCESS_HEIGHT },
  },
]
