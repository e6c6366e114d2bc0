import type { Check } from '../template.ts'
import type { DiscoveryModel } from './discoveryModel.ts'
import { JOIN_LIMIT } from './join.ts'
import type { Hypothesis, Unknown } from './kinds.ts'

/** A map with more cards than this, all of them sure, has probably left the open questions out. */
const CARDS_WITHOUT_DOUBT = 10

type DiscoveryCheck = Check<DiscoveryModel>

const painPointWithoutSignal: DiscoveryCheck = {
  id: 'pain-point-without-signal',
  severity: 'gap',
  title: 'A pain point with no signal',
  nextStep: 'Ask what one could see or count if this were true. Add it as a signal and draw an arrow to it.',
  find: ({ rows }) =>
    rows.flatMap(({ painPoint, signals }) =>
      painPoint !== null && signals.length === 0
        ? [{ message: 'Nobody has said yet what would show this pain', cards: [painPoint.id] }]
        : [],
    ),
}

const signalNotChecked: DiscoveryCheck = {
  id: 'signal-not-checked',
  severity: 'warning',
  title: 'A signal whose evidence nobody checked',
  nextStep: 'Who could look today? Then say whether the evidence is structured, messy or absent.',
  find: ({ signals }) =>
    signals
      .filter(({ fields }) => fields.evidence === null || fields.evidence === 'not-checked')
      .map(({ id }) => ({ message: 'Nobody has checked the evidence for this signal yet', cards: [id] })),
}

const structuredWithoutData: DiscoveryCheck = {
  id: 'structured-signal-without-data-source',
  severity: 'warning',
  title: 'A signal said to be structured, with no data source',
  nextStep: 'Draw an arrow to the data source in which it can be found, or add that source.',
  find: ({ signals }) =>
    signals
      .filter(({ fields, dataSources }) => fields.evidence === 'structured' && dataSources.length === 0)
      .map(({ id }) => ({
        message: 'This signal is said to be structured, but no data source is linked to it yet',
        cards: [id],
      })),
}

const hypothesisIncomplete: DiscoveryCheck = {
  id: 'hypothesis-without-threshold-owner-or-date',
  severity: 'gap',
  title: 'A hypothesis without threshold, owner or date',
  nextStep: 'Agree how far the signal has to move, who sees to it, and on what day you decide.',
  find: ({ hypotheses }) =>
    hypotheses.flatMap((card) => {
      const message = missingInHypothesis(card)
      return message === null ? [] : [{ message, cards: [card.id] }]
    }),
}

function missingInHypothesis({ fields }: Hypothesis): string | null {
  const missing = [
    ...(fields.threshold === '' ? ['no threshold'] : []),
    ...(fields.owner === '' ? ['no owner'] : []),
    ...(fields.decideBy === null ? ['no date'] : []),
  ]
  if (missing.length === 0) return null
  if (missing.length > 1) return `This hypothesis has ${sentenceList(missing)} yet`
  if (fields.owner === '') return 'Nobody owns this hypothesis yet'
  return fields.threshold === ''
    ? 'This hypothesis has no threshold yet: how far is far enough?'
    : 'This hypothesis has no date yet: when do we decide?'
}

const unknownOpenEnded: DiscoveryCheck = {
  id: 'unknown-without-owner-or-date',
  severity: 'gap',
  title: 'An open question without owner or date',
  nextStep: 'Ask who would like to find out, and by when it would still help.',
  find: ({ unknowns }) =>
    unknowns.flatMap((card) => {
      const message = missingInUnknown(card)
      return message === null ? [] : [{ message, cards: [card.id] }]
    }),
}

function missingInUnknown({ fields }: Unknown): string | null {
  if (fields.owner === '' && fields.findOutBy === null) return 'This question has no owner and no date yet'
  if (fields.owner === '') return 'Nobody has taken on this question yet'
  return fields.findOutBy === null ? 'This question has no date yet: by when would an answer help?' : null
}

const unknownPastItsDate: DiscoveryCheck = {
  id: 'unknown-past-its-date',
  severity: 'warning',
  title: 'An open question past its date',
  nextStep: 'Say what you found out, or agree on another day.',
  find: ({ unknowns }, { today }) =>
    unknowns
      .filter(({ fields }) => fields.findOutBy !== null && fields.findOutBy < today)
      .map(({ id, fields }) => ({
        message: `We wanted to know this by ${fields.findOutBy ?? ''}: what did we learn?`,
        cards: [id],
      })),
}

const noUnknowns: DiscoveryCheck = {
  id: 'no-unknowns',
  severity: 'note',
  title: 'No open question on a map with more than ten cards',
  nextStep: 'Take two quiet minutes in which everybody writes down one thing that they do not know.',
  find: (model) => {
    const count = cardCount(model)
    // An empty card has not asked anything yet.
    if (count <= CARDS_WITHOUT_DOUBT || model.unknowns.some(({ fields }) => fields.question !== '')) return []
    return [{ message: `${count} cards, and not one says what we do not know yet`, cards: [] }]
  },
}

const noVerdict: DiscoveryCheck = {
  id: 'no-verdict',
  severity: 'gap',
  title: 'No verdict',
  nextStep: 'Add a verdict with its reason. “Not known yet” is an answer too.',
  find: ({ verdicts }) => {
    if (verdicts.some(({ fields }) => fields.answer !== null)) return []
    const cards = verdicts.map(({ id }) => id)
    return [{ message: 'Nobody has said yet whether this is an AI problem', cards }]
  },
}

const oneSideEmpty: DiscoveryCheck = {
  id: 'one-side-empty',
  severity: 'gap',
  title: 'One side is empty',
  nextStep: 'Give the quiet side the pen for ten minutes before you go on.',
  find: (model) => {
    const product = model.intents.length + model.painPoints.length + model.hypotheses.length
    const ai = model.dataSources.length + model.patterns.length + model.limits.length
    if ((product === 0) === (ai === 0)) return []
    return [{ message: product === 0 ? 'The product side is still empty' : 'The AI side is still empty', cards: [] }]
  },
}

const blockedData: DiscoveryCheck = {
  id: 'hypothesis-on-blocked-data',
  severity: 'warning',
  title: 'A data source with blocked access that a hypothesis depends on',
  nextStep: 'Ask who can open it and by when, or where else the signal could be found.',
  find: (model) => {
    const dependents = new Map<string, Set<string>>()
    for (const { dataSources, hypotheses } of model.signals) {
      for (const source of dataSources) {
        const known = dependents.get(source) ?? new Set()
        for (const id of hypotheses.slice(0, JOIN_LIMIT)) known.add(id)
        dependents.set(source, known)
      }
    }
    return model.dataSources.flatMap(({ id, fields }) => {
      const hypotheses = [...(dependents.get(id) ?? [])]
      if (fields.access !== 'blocked' || hypotheses.length === 0) return []
      return [{ message: blockedMessage(hypotheses.length), cards: [id, ...hypotheses] }]
    })
  },
}

function blockedMessage(hypotheses: number): string {
  return hypotheses === 1
    ? 'A hypothesis depends on this data, and access to it is blocked'
    : `${hypotheses} hypotheses depend on this data, and access to it is blocked`
}

function cardCount(model: DiscoveryModel): number {
  const { intents, painPoints, hypotheses, signals, unknowns, verdicts, dataSources, patterns, limits } = model
  const all = [intents, painPoints, hypotheses, signals, unknowns, verdicts, dataSources, patterns, limits]
  return all.reduce((sum, cards) => sum + cards.length, 0)
}

/** "no threshold, no owner and no date" */
function sentenceList(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`
}

/** What the map asks of itself, in the order in which a facilitator would raise it. */
export const checks: readonly DiscoveryCheck[] = [
  oneSideEmpty,
  noUnknowns,
  painPointWithoutSignal,
  signalNotChecked,
  structuredWithoutData,
  blockedData,
  hypothesisIncomplete,
  unknownOpenEnded,
  unknownPastItsDate,
  noVerdict,
]
