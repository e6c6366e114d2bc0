import { cardsOfKind } from '../boardCards.ts'
import type { BoardModel } from '../boardModel.ts'
import { linkedCards } from '../linkedCards.ts'
import { precaution, sign, story, tripwire } from './kinds.ts'
import type { Precaution, Sign, Story, Tripwire } from './kinds.ts'

/** A story with its weight and what the team has for it. */
export interface WeighedStory extends Story {
  /** Who tells it: what its field says, else the zone it lies in; null where neither says. */
  readonly side: Story['fields']['side']
  /** Likelihood times harm, 1 to 25; null until both are said. */
  readonly risk: number | null
  /** Ids of the early signs as which it would show. */
  readonly signs: readonly string[]
  /** Ids of the precautions that guard against it. */
  readonly precautions: readonly string[]
}

/** An early sign or a precaution with the ids of the stories that it is for. */
export type ForStories<Card> = Card & { readonly stories: readonly string[] }

/** A tripwire with the ids of the signs that pull it. */
export interface LinkedTripwire extends Tripwire {
  readonly signs: readonly string[]
}

/** A pre-mortem as a model. */
export interface PreMortemModel {
  /** The riskiest first, those that nobody weighed last; equals in the board's order. */
  readonly stories: readonly WeighedStory[]
  readonly signs: readonly ForStories<Sign>[]
  readonly precautions: readonly ForStories<Precaution>[]
  readonly tripwires: readonly LinkedTripwire[]
}

/** Projects a board into the model. A card counts wherever it lies, and links count whichever way they were drawn. */
export function readPreMortem(board: BoardModel): PreMortemModel {
  const linked = linkedCards(board)
  const stories = cardsOfKind(board, story)
  const signs = cardsOfKind(board, sign)
  const precautions = cardsOfKind(board, precaution)
  const linkedWith = (cards: readonly { readonly id: string }[]) => {
    const ids = new Set(cards.map(({ id }) => id))
    return (id: string) => linked(id).filter((other) => ids.has(other))
  }
  const storiesOf = linkedWith(stories)
  const signsOf = linkedWith(signs)
  const precautionsOf = linkedWith(precautions)
  return {
    stories: stories
      .map((card) => ({
        ...card,
        side: sideOf(card),
        risk: riskOf(card),
        signs: signsOf(card.id),
        precautions: precautionsOf(card.id),
      }))
      .sort((a, b) => (b.risk ?? 0) - (a.risk ?? 0)),
    signs: signs.map((card) => ({ ...card, stories: storiesOf(card.id) })),
    precautions: precautions.map((card) => ({ ...card, stories: storiesOf(card.id) })),
    tripwires: cardsOfKind(board, tripwire).map((card) => ({ ...card, signs: signsOf(card.id) })),
  }
}

function sideOf({ fields, zone }: Story): WeighedStory['side'] {
  if (fields.side !== null) return fields.side
  if (zone === 'product-tells') return 'product'
  return zone === 'ai-tells' ? 'ai' : null
}

function riskOf({ fields }: Story): number | null {
  return fields.likelihood === null || fields.harm === null ? null : fields.likelihood * fields.harm
}
