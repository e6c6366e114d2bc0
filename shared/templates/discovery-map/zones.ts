import type { Side } from '../kind.ts'
import type { ZoneDefinition } from '../template.ts'
import type { kinds } from './kinds.ts'

type KindId = (typeof kinds)[number]['id']

/** Canvas units: two columns of cards and their gaps fit the width. */
const ZONE_WIDTH = 560
const ZONE_HEIGHT = 480
/** The wide gaps keep the two sides apart, and leave the links room between them. */
const GAP_BETWEEN_SIDES = 160
const GAP_BETWEEN_ROWS = 48

const COLUMN: Record<Side, number> = { product: 0, between: 1, ai: 2 }

function zone(
  id: string,
  title: string,
  prompt: string,
  side: Side,
  row: number,
  kind: KindId,
): ZoneDefinition<KindId> {
  const x = COLUMN[side] * (ZONE_WIDTH + GAP_BETWEEN_SIDES)
  const y = row * (ZONE_HEIGHT + GAP_BETWEEN_ROWS)
  return {
    id,
    title,
    prompt,
    side,
    accepts: [kind],
    layout: { type: 'grid' },
    box: { x, y, w: ZONE_WIDTH, h: ZONE_HEIGHT },
  }
}

/** Product on the left, AI on the right, and what joins them in the middle, with the open questions at the heart. */
export const zones = [
  zone(
    'business-intent',
    'Business intent',
    'What should be different for people, and for us, once this works?',
    'product',
    0,
    'intent',
  ),
  zone(
    'pain-points',
    'Pain points',
    'Who is hurt today, by what, and when did one of us last see it?',
    'product',
    1,
    'pain-point',
  ),
  zone(
    'hypotheses',
    'Hypotheses',
    'What do we believe, and what would show us that we are wrong?',
    'product',
    2,
    'hypothesis',
  ),
  zone(
    'signals',
    'Signals',
    'What in the world would show the pain, so that anyone could count it?',
    'between',
    0,
    'signal',
  ),
  zone(
    'unknowns',
    'We do not know yet',
    'What are we guessing at? Say it early, while it is cheap to find out.',
    'between',
    1,
    'unknown',
  ),
  zone(
    'ai-problem',
    'Is this an AI problem?',
    'Would a rule, a form or a conversation do? Say what it takes, and why.',
    'between',
    2,
    'verdict',
  ),
  zone(
    'available-data',
    'Available data',
    'What is there already, who holds it, and may we use it for this?',
    'ai',
    0,
    'data-source',
  ),
  zone(
    'potential-patterns',
    'Potential patterns',
    'What might repeat in this data, and how sure are we of it?',
    'ai',
    1,
    'pattern',
  ),
  zone(
    'feasibility-limits',
    'Feasibility limits',
    'What stands in the way today: data, time, cost, law or skill?',
    'ai',
    2,
    'limit',
  ),
] as const
