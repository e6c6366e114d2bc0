import { cardTitle } from '../cardTitle.ts'
import { oncePer } from '../oncePer.ts'
import type { CardOf, FieldsOf, KindDefinition } from '../kind.ts'
import type { DiscoveryCards, LinkedSignal } from './discoveryModel.ts'
import { dataSource, hypothesis, painPoint, signal, unknown } from './kinds.ts'
import type { DataSource, PainPoint, Signal } from './kinds.ts'

/**
 * Most cards that one row lists of a kind. Rows repeat what they share: without this, a board on which everything is
 * linked with everything would read as millions of entries.
 */
export const JOIN_LIMIT = 25
/** A row calls cards by so many characters at most; the whole text stands once, with the card. */
const TITLE_LENGTH = 160

/** A card as a row names it. */
interface Named {
  readonly id: string
  readonly title: string
}

/** What hangs together by links. Every list is cut at JOIN_LIMIT. */
export interface JoinRow {
  readonly painPoint: Named | null
  readonly signals: readonly (Named & { readonly evidence: Signal['fields']['evidence'] })[]
  readonly dataSources: readonly (Named & { readonly access: DataSource['fields']['access'] })[]
  readonly hypotheses: readonly (Named & { readonly owner: string })[]
  /** What is asked about any of them. */
  readonly openQuestions: readonly Named[]
  /** Whether a list was cut. */
  readonly cut: boolean
}

/** What the join of both sides leaves over. */
export interface Unmatched {
  /** Pain points that reach no data source, as in `rows`, then hypotheses without a signal. */
  readonly product: readonly JoinRow[]
  /** Signals that show no pain point. */
  readonly between: readonly JoinRow[]
  /** Data sources in which no signal is found. */
  readonly ai: readonly JoinRow[]
}

/**
 * A full outer join along pain point, signal and data source, with the hypotheses that rest on the signals: each pain
 * point has one row, and whatever no pain point reaches stands in exactly one place among the unmatched.
 */
export function joinRows(cards: DiscoveryCards): { rows: JoinRow[]; unmatched: Unmatched } {
  const rowOf = rowMaker(cards)
  const signalsOf = new Map<string, LinkedSignal[]>()
  for (const card of cards.signals) {
    for (const id of card.painPoints) appendTo(signalsOf, id, card)
  }
  const rows = cards.painPoints.map((card) => rowOf({ painPoint: card, signals: signalsOf.get(card.id) ?? [] }))
  const hypothesesWithSignal = new Set(cards.signals.flatMap((card) => card.hypotheses))
  const dataWithSignal = new Set(cards.signals.flatMap((card) => card.dataSources))
  const unmatched: Unmatched = {
    product: [
      ...rows.filter((row) => row.dataSources.length === 0),
      ...cards.hypotheses
        .filter((card) => !hypothesesWithSignal.has(card.id))
        .map((card) => rowOf({ hypotheses: [card.id] })),
    ],
    between: cards.signals.filter((card) => card.painPoints.length === 0).map((card) => rowOf({ signals: [card] })),
    ai: cards.dataSources
      .filter((card) => !dataWithSignal.has(card.id))
      .map((card) => rowOf({ dataSources: [card.id] })),
  }
  return { rows, unmatched }
}

interface RowSeed {
  readonly painPoint?: PainPoint
  readonly signals?: readonly LinkedSignal[]
  readonly dataSources?: readonly string[]
  readonly hypotheses?: readonly string[]
}

/** A card as rows name it, with what they say besides: once a card. */
function namer<Kind extends KindDefinition, Extra extends object>(
  kind: Kind,
  extra: (fields: FieldsOf<Kind>) => Extra,
): (card: CardOf<Kind>) => Named & Extra {
  return oncePer((card) => ({
    id: card.id,
    title: cardTitle(kind, card.fields, TITLE_LENGTH),
    ...extra(card.fields),
  }))
}

const nameSignal = namer(signal, ({ evidence }) => ({ evidence }))
const nameDataSource = namer(dataSource, ({ access }) => ({ access }))
const nameHypothesis = namer(hypothesis, ({ owner }) => ({ owner }))
const nameQuestion = namer(unknown, () => ({}))
const namePainPoint = namer(painPoint, () => ({}))

function rowMaker(cards: DiscoveryCards): (seed: RowSeed) => JoinRow {
  const signals = byId(cards.signals, nameSignal)
  const dataSources = byId(cards.dataSources, nameDataSource)
  const hypotheses = byId(cards.hypotheses, nameHypothesis)
  const questions = byId(cards.unknowns, nameQuestion)
  const questionsAbout = new Map<string, string[]>()
  for (const card of cards.unknowns) {
    for (const id of card.about) appendTo(questionsAbout, id, card.id)
  }
  return (seed) => {
    const rowSignals = (seed.signals ?? []).slice(0, JOIN_LIMIT)
    const rowData = take([seed.dataSources ?? [], ...rowSignals.map((card) => card.dataSources)])
    const rowHypotheses = take([seed.hypotheses ?? [], ...rowSignals.map((card) => card.hypotheses)])
    const signalIds = rowSignals.map((card) => card.id)
    const painIds = seed.painPoint ? [seed.painPoint.id] : []
    const inRow = [...painIds, ...signalIds, ...rowData.ids, ...rowHypotheses.ids]
    const rowQuestions = take(pick(questionsAbout, inRow))
    return {
      painPoint: seed.painPoint ? namePainPoint(seed.painPoint) : null,
      signals: pick(signals, signalIds),
      dataSources: pick(dataSources, rowData.ids),
      hypotheses: pick(hypotheses, rowHypotheses.ids),
      openQuestions: pick(questions, rowQuestions.ids),
      cut: rowSignals.length < (seed.signals?.length ?? 0) || rowData.cut || rowHypotheses.cut || rowQuestions.cut,
    }
  }
}

function byId<Card extends { readonly id: string }, Entry>(
  cards: readonly Card[],
  nameOf: (card: Card) => Entry,
): ReadonlyMap<string, Entry> {
  const entries = new Map<string, Entry>()
  for (const card of cards) entries.set(card.id, nameOf(card))
  return entries
}

function pick<Entry>(entries: ReadonlyMap<string, Entry>, ids: readonly string[]): Entry[] {
  const picked: Entry[] = []
  for (const id of ids) {
    const entry = entries.get(id)
    if (entry !== undefined) picked.push(entry)
  }
  return picked
}

/** The first ids of several lists, each once; stops as soon as there are too many. */
function take(lists: readonly (readonly string[])[]): { ids: string[]; cut: boolean } {
  const ids: string[] = []
  for (const list of lists) {
    for (const id of list) {
      // At most JOIN_LIMIT to look through: less work than a set for the few that rows have.
      if (ids.includes(id)) continue
      if (ids.length === JOIN_LIMIT) return { ids, cut: true }
      ids.push(id)
    }
  }
  return { ids, cut: false }
}

function appendTo<Value>(lists: Map<string, Value[]>, key: string, value: Value): void {
  const list = lists.get(key)
  if (list) list.push(value)
  else lists.set(key, [value])
}
