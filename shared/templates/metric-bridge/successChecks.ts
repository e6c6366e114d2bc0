import type { Check } from '../template.ts'
import type { LinkedSuccess, MetricBridgeModel } from './metricBridgeModel.ts'

type BridgeCheck = Check<MetricBridgeModel>

const noSuccessLine: BridgeCheck = {
  id: 'no-success-line',
  severity: 'gap',
  title: 'No success line',
  nextStep: 'Finish the sentence “We will call this a success when …” together, in words that both sides would sign.',
  find: ({ successes }) => {
    if (successes.some(({ fields }) => fields.statement !== '')) return []
    const cards = successes.map(({ id }) => id)
    return [{ message: 'Nobody has said yet what both sides will call success', cards }]
  },
}

const notSignedByBoth: BridgeCheck = {
  id: 'success-not-signed-by-both',
  severity: 'gap',
  title: 'A success line that nobody from one side signed',
  nextStep: 'Ask that side what would have to change in the sentence before they sign it.',
  find: ({ successes }) =>
    successes.flatMap((card) => {
      const message = missingSignature(card)
      return message === null ? [] : [{ message, cards: [card.id] }]
    }),
}

function missingSignature({ fields, signedByProduct, signedByAi }: LinkedSuccess): string | null {
  if (signedByProduct && signedByAi) return null
  if (fields.signedBy.length === 0) return 'Nobody has signed this success line yet'
  if (signedByProduct) return 'Nobody from AI has signed this success line yet'
  if (signedByAi) return 'Nobody from product has signed this success line yet'
  return 'Somebody has signed this success line, but nobody from product or from AI yet'
}

/** What the bridge asks of what both sides sign. */
export const successChecks = { noSuccessLine, notSignedByBoth } as const
