import { firstWords } from '../cardTitle.ts'
import { oncePer } from '../oncePer.ts'
import type { Check } from '../template.ts'
import type { Metric } from './kinds.ts'
import type { LinkedMetric, MetricBridgeModel } from './metricBridgeModel.ts'

type BridgeCheck = Check<MetricBridgeModel>

const incomplete: BridgeCheck = {
  id: 'metric-without-owner-definition-or-target',
  severity: 'gap',
  title: 'A metric without owner, definition or target',
  nextStep: 'Agree who sees to it, what exactly is counted, and how far it has to move.',
  find: ({ metrics }) =>
    metrics.flatMap((card) => {
      const message = missingInMetric(card)
      return message === null ? [] : [{ message, cards: [card.id] }]
    }),
}

function missingInMetric({ fields }: Metric): string | null {
  // Most metrics have all three.
  if (fields.owner !== '' && fields.definition !== '' && fields.target !== '') return null
  const missing = [
    ...(fields.owner === '' ? ['no owner'] : []),
    ...(fields.definition === '' ? ['no definition'] : []),
    ...(fields.target === '' ? ['no target'] : []),
  ]
  if (missing.length === 3) return 'This metric has no owner, no definition and no target yet'
  if (missing.length === 2) return `This metric has ${missing.join(' and ')} yet`
  if (fields.owner === '') return 'Nobody owns this metric yet'
  return fields.definition === ''
    ? 'This metric has no definition yet: what exactly is counted?'
    : 'This metric has no target yet: how far is far enough?'
}

/** A finding calls a metric by so many characters at most. */
const NAME_LENGTH = 60

const twoDefinitions: BridgeCheck = {
  id: 'one-name-with-two-definitions',
  severity: 'warning',
  title: 'One name with two definitions',
  nextStep: 'Read the definitions aloud, one after the other. Keep one of them, or give the other a name of its own.',
  find: ({ metrics }) => {
    const byName = new Map<string, LinkedMetric[]>()
    for (const card of metrics) {
      const name = sameName(card.fields)
      // Whoever has not defined a metric yet does not contradict anybody.
      if (name === '' || card.fields.definition === '') continue
      const known = byName.get(name)
      if (known) known.push(card)
      else byName.set(name, [card])
    }
    return [...byName.values()].flatMap((cards) => {
      if (cards.length < 2) return []
      const definitions = new Set(cards.map(({ fields }) => sameDefinition(fields)))
      if (definitions.size < 2) return []
      const name = firstWords(cards[0]?.fields.name ?? '', NAME_LENGTH)
      const message = `“${name}” is defined in ${definitions.size} ways: which of them do we mean?`
      return [{ message, cards: cards.map(({ id }) => id) }]
    })
  },
}

/** A text without case and white space, in which two people write the same thing differently. */
function sameText(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/gu, '')
}

const sameName = oncePer(({ name }: Metric['fields']) => sameText(name))
const sameDefinition = oncePer(({ definition }: Metric['fields']) => sameText(definition))

const targetWithoutGuardrail: BridgeCheck = {
  id: 'target-without-guardrail',
  severity: 'note',
  title: 'A metric with a target and no guardrail',
  nextStep: 'Ask what must not get worse while you chase this target, and at which value you would stop and talk.',
  find: ({ metrics }) =>
    metrics
      .filter(({ fields }) => fields.target !== '' && fields.guardrail === '')
      .map(({ id }) => ({ message: 'This metric has a target and no guardrail yet', cards: [id] })),
}

const fairnessOnce: BridgeCheck = {
  id: 'fairness-metric-measured-once',
  severity: 'warning',
  title: 'A fairness metric measured once',
  nextStep: 'People and data change. Agree how often it is measured, and who looks at it.',
  find: ({ metrics }) =>
    metrics
      .filter(({ category, fields }) => category === 'fairness-risk' && fields.measured === 'once')
      .map(({ id }) => ({
        message: 'This is measured once: who would notice if it became unfair later?',
        cards: [id],
      })),
}

/** What the bridge asks of each side by itself. */
export const metricChecks = { incomplete, twoDefinitions, targetWithoutGuardrail, fairnessOnce } as const
