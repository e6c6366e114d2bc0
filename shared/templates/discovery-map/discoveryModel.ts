import { cardsOfKind } from '../boardCards.ts'
import type { BoardModel } from '../boardModel.ts'
import { linkedCards } from '../linkedCards.ts'
import { oncePer } from '../oncePer.ts'
import { joinRows, type JoinRow, type Unmatched } from './join.ts'
import { dataSource, hypothesis, intent, limit, painPoint, pattern, signal, unknown, verdict } from './kinds.ts'
import type { DataSource, Hypothesis, Intent, Limit, PainPoint, Pattern, Signal, Unknown, Verdict } from './kinds.ts'

/** A signal with what it joins, by card ids. */
export interface LinkedSignal extends Signal {
  readonly painPoints: readonly string[]
  readonly hypotheses: readonly string[]
  readonly dataSources: readonly string[]
}

/** An open question with the cards it is about, by their ids. */
export interface LinkedUnknown extends Unknown {
  readonly about: readonly string[]
}

/** The cards of a discovery map under their kinds, in the board's order. */
export interface DiscoveryCards {
  readonly intents: readonly Intent[]
  readonly painPoints: readonly PainPoint[]
  readonly hypotheses: readonly Hypothesis[]
  readonly signals: readonly LinkedSignal[]
  readonly unknowns: readonly LinkedUnknown[]
  readonly verdicts: readonly Verdict[]
  readonly dataSources: readonly DataSource[]
  readonly patterns: readonly Pattern[]
  readonly limits: readonly Limit[]
}

/** A discovery map as a model: all its cards, and the two sides joined. */
export interface DiscoveryModel extends DiscoveryCards {
  /** One row a pain point. */
  readonly rows: readonly JoinRow[]
  readonly unmatched: Unmatched
}

/** Projects a board into the model. A card counts for what it is wherever it lies: its links still hold. */
export function readDiscovery(board: BoardModel): DiscoveryModel {
  const linked = linkedCards(board)
  const cards: DiscoveryCards = {
    intents: cardsOfKind(board, intent),
    painPoints: cardsOfKind(board, painPoint),
    hypotheses: cardsOfKind(board, hypothesis),
    signals: cardsOfKind(board, signal).map((card) =>
      linkSignal(card, linked(card.id, painPoint.id), linked(card.id, hypothesis.id), linked(card.id, dataSource.id)),
    ),
    unknowns: cardsOfKind(board, unknown).map((card) => linkUnknown(card, linked(card.id))),
    verdicts: cardsOfKind(board, verdict),
    dataSources: cardsOfKind(board, dataSource),
    patterns: cardsOfKind(board, pattern),
    limits: cardsOfKind(board, limit),
  }
  return { ...cards, ...joinRows(cards) }
}

const linkSignal = oncePer(
  (
    card: Signal,
    painPoints: readonly string[],
    hypotheses: readonly string[],
    dataSources: readonly string[],
  ): LinkedSignal => ({ ...card, painPoints, hypotheses, dataSources }),
)

const linkUnknown = oncePer((card: Unknown, about: readonly string[]): LinkedUnknown => ({ ...card, about }))
