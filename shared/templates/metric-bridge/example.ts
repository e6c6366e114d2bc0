import type { ExampleBoard, ExampleCard, ReadContext } from '../template.ts'
import { daysAfter } from '../day.ts'
import { categories, type Category } from './categories.ts'
import type { kinds } from './kinds.ts'

type KindId = (typeof kinds)[number]['id']
type BridgeExample = ExampleBoard<KindId>
type Cards = BridgeExample['cards']

/**
 * The online shop of the discovery map now builds its recommendations and tests them on a part of its visits. Halfway
 * through the workshop: usage stands alone, one name is used for two things, most bridges are assumed, fairness was
 * measured once, and nobody from product has signed the second line. That is on purpose.
 */
export function example({ today }: ReadContext): BridgeExample {
  const target = daysAfter(today, 56)
  return { cards: [...productSide(target), ...modelSide(target), ...bridges(), ...successLines()], links }
}

const sideOf = new Map<Category['id'], Category['side']>(categories.map(({ id, side }) => [id, side]))

function metricIn(category: Category['id'], key: string, fields: ExampleCard['fields']): ExampleCard<KindId> {
  return { key, kind: 'metric', zone: category, fields: { side: sideOf.get(category) ?? null, category, ...fields } }
}

function productSide(target: string): Cards {
  return [
    metricIn('business-impact', 'revenue', {
      name: 'Revenue per visit',
      definition: 'Orders paid, without returns, divided by all visits.\nVisits of staff are left out.',
      unit: '€',
      direction: 'up',
      baseline: '1.84 €',
      target: `1.95 € by ${target}`,
      guardrail: 'Below 1.80 € for two weeks',
      owner: 'Mira Lindqvist',
      window: 'Rolling average of 28 days',
      timing: 'lagging',
      measured: 'continuously',
    }),
    metricIn('business-impact', 'come-back', {
      name: 'Visitors who come back within 30 days',
      definition: 'First-time visitors with a second visit in the next 30 days.\nOnly those who accept tracking.',
      unit: '%',
      direction: 'up',
      baseline: '18 %',
      target: `20 % by ${target}`,
      guardrail: '',
      owner: 'Tomás Reyes',
      window: 'By month of the first visit',
      timing: 'lagging',
      measured: 'continuously',
    }),
    metricIn('user-experience', 'clicks', {
      name: 'Clicks on recommended products',
      definition: 'Clicks on a slot divided by the times it was seen.\nFirst visits only.',
      unit: '%',
      direction: 'up',
      baseline: '2.1 %',
      target: `3 % by ${target}`,
      guardrail: 'Below 2 % for three days',
      owner: 'Mira Lindqvist',
      window: 'Rolling average of 7 days',
      timing: 'lagging',
      measured: 'continuously',
    }),
    metricIn('user-experience', 'wait', {
      name: 'Wait for recommendations',
      definition: 'From the page’s first text to the last slot filled.\n95 of 100 visits on phones wait less.',
      unit: 'ms',
      direction: 'down',
      baseline: '240 ms',
      target: '100 ms',
      guardrail: 'Above 300 ms for an hour',
      owner: 'Priya Nair',
      window: 'By the hour',
      timing: 'leading',
      measured: 'continuously',
    }),
    metricIn('user-experience', 'owned', {
      name: 'Slots that show what the customer already owns',
      definition: 'For a sample of 500 visits: slots with a product bought in the last 90 days.',
      unit: '% of slots',
      direction: 'down',
      baseline: '22 %',
      target: 'Below 5 %',
      guardrail: '',
      owner: 'Priya Nair',
      window: '',
      timing: 'leading',
      measured: 'once',
    }),
    metricIn('ai-adoption', 'usage', {
      name: 'Visitors who open “For you”',
      definition: 'Visits that open the page “For you”, as a share of all visits.',
      unit: '%',
      direction: 'up',
      baseline: '',
      target: '25 %',
      guardrail: '',
      owner: '',
      window: 'By week',
      timing: null,
      measured: 'continuously',
    }),
    metricIn('ai-adoption', 'opt-outs', {
      name: 'Opt-outs from personal recommendations',
      definition: 'Customers who switch them off in a week, as a share of those who saw any.',
      unit: '%',
      direction: 'down',
      baseline: '0.8 %',
      target: 'Not above 1 %',
      guardrail: '2 % in any week',
      owner: 'Tomás Reyes',
      window: 'By week',
      timing: 'lagging',
      measured: 'continuously',
    }),
  ]
}

function modelSide(target: string): Cards {
  return [
    metricIn('model-performance', 'precision', {
      name: 'Precision at 10',
      definition: 'Of ten products that we recommend, how many are opened in that visit.\nOn the last full week.',
      unit: 'share of ten',
      direction: 'up',
      baseline: '0.14',
      target: `0.18 by ${target}`,
      guardrail: 'Below 0.12 on any day',
      owner: 'Jonas Weber',
      window: 'Rolling average of 7 days',
      timing: 'leading',
      measured: 'continuously',
    }),
    metricIn('model-performance', 'all-clicks', {
      name: 'Clicks on Recommended Products',
      definition: 'Any click on a slot within 24 hours, returning customers included.',
      unit: '%',
      direction: 'up',
      baseline: '3.4 %',
      target: '4 %',
      guardrail: 'Below 3 %',
      owner: 'Jonas Weber',
      window: 'By day',
      timing: null,
      measured: 'continuously',
    }),
    metricIn('model-performance', 'coverage', {
      name: 'Share of the range that is ever recommended',
      definition: 'Products shown in a slot at least once in a week, as a share of all that are on sale.',
      unit: '%',
      direction: 'up',
      baseline: '11 %',
      target: '',
      guardrail: '',
      owner: 'Aylin Demir',
      window: 'By week',
      timing: null,
      measured: 'continuously',
    }),
    metricIn('model-health', 'drift', {
      name: 'Drift of what visitors look at',
      definition: 'Population stability index of categories viewed:\nthis week against the weeks of the training.',
      unit: 'index',
      direction: 'down',
      baseline: '0.06',
      target: 'Below 0.1',
      guardrail: 'Above 0.25: we train again',
      owner: 'Aylin Demir',
      window: 'Rolling 7 days',
      timing: 'leading',
      measured: 'continuously',
    }),
    metricIn('model-health', 'late-events', {
      name: 'Events that arrive late',
      definition: 'Click and view events that reach us more than an hour after they happened.',
      unit: '%',
      direction: 'down',
      baseline: '1.5 %',
      target: 'Below 2 %',
      guardrail: 'Above 5 % in any hour',
      owner: 'Aylin Demir',
      window: 'By the hour',
      timing: null,
      measured: 'continuously',
    }),
    metricIn('model-health', 'incidents', {
      name: 'Incidents a month',
      definition: 'Times that somebody was called because recommendations were missing or wrong.',
      unit: 'a month',
      direction: 'down',
      baseline: 'Not known',
      target: 'Two at most',
      guardrail: 'One that lasts longer than an hour',
      owner: 'Aylin Demir',
      window: 'By month',
      timing: 'lagging',
      measured: 'continuously',
    }),
    metricIn('fairness-risk', 'new-products', {
      name: 'Share of slots for new products',
      definition: 'Slots with a product listed in the last 30 days, as a share of all slots.',
      unit: '%',
      direction: 'up',
      baseline: '3 %',
      target: '10 %',
      guardrail: 'Below 5 % for a week',
      owner: 'Mira Lindqvist',
      window: 'By week',
      timing: 'leading',
      measured: 'once',
    }),
    metricIn('fairness-risk', 'phones', {
      name: 'Gap between phones and desktops',
      definition: 'Precision at 10 on desktops minus precision at 10 on phones.',
      unit: 'share of ten',
      direction: 'down',
      baseline: '0.05',
      target: 'Below 0.02',
      guardrail: 'Above 0.06',
      owner: 'Jonas Weber',
      window: 'By week',
      timing: null,
      measured: 'continuously',
    }),
  ]
}

function bridges(): Cards {
  return [
    {
      key: 'precision-clicks',
      kind: 'bridge',
      fields: {
        plainWords: 'When precision at 10 rises by 0.02, clicks on first visits rise by about 0.4 points.',
        direction: 'same',
        expectedLag: 'The same day',
        strength: 'tested',
        testedHow: 'Two weeks, half of the first visits with the old list and half with the new one.',
        owner: 'Jonas Weber',
      },
    },
    {
      key: 'wait-revenue',
      kind: 'bridge',
      fields: {
        plainWords: 'For each 100 ms that recommendations come later, revenue per visit falls by about 1 %.',
        direction: 'opposite',
        expectedLag: 'A week',
        strength: 'correlated',
        testedHow: 'Last year’s visits on phones, by how long they waited. Slow phones may be the reason for both.',
        owner: 'Priya Nair',
      },
    },
    {
      key: 'clicks-revenue',
      kind: 'bridge',
      fields: {
        plainWords: 'When more first visits click a recommendation, revenue per visit rises two weeks later.',
        direction: 'same',
        expectedLag: 'Two weeks',
        strength: 'assumed',
        testedHow: '',
        owner: 'Mira Lindqvist',
      },
    },
    {
      key: 'drift-precision',
      kind: 'bridge',
      fields: {
        plainWords: 'When drift goes above 0.2, as it does when the season turns, precision at 10 falls by 0.03.',
        direction: 'opposite',
        expectedLag: 'Three to five days',
        strength: 'correlated',
        testedHow: 'The last two turns of the season, looked at afterwards.',
        owner: 'Aylin Demir',
      },
    },
    {
      key: 'late-drift',
      kind: 'bridge',
      fields: {
        plainWords:
          'When events arrive late, the night’s training misses the evening, and drift looks larger than it is.',
        direction: 'same',
        expectedLag: 'The next day',
        strength: 'assumed',
        testedHow: '',
        owner: '',
      },
    },
    {
      key: 'new-come-back',
      kind: 'bridge',
      fields: {
        plainWords: 'When a tenth of the slots shows something new, more people come back to see what else there is.',
        direction: 'same',
        expectedLag: 'A month',
        strength: 'assumed',
        testedHow: '',
        owner: 'Tomás Reyes',
      },
    },
    {
      key: 'owned-opt-outs',
      kind: 'bridge',
      fields: {
        plainWords: 'When we show people what they have just bought, they switch recommendations off.',
        direction: 'same',
        expectedLag: 'A week or two',
        strength: 'correlated',
        testedHow: 'Of forty people who wrote to us after opting out, most name it.',
        owner: 'Priya Nair',
      },
    },
    {
      key: 'coverage-open',
      kind: 'bridge',
      fields: {
        plainWords: 'When more of the range is shown, …',
        direction: null,
        expectedLag: '',
        strength: null,
        testedHow: '',
        owner: '',
      },
    },
  ]
}

function successLines(): Cards {
  return [
    {
      key: 'eight-weeks',
      kind: 'success',
      fields: {
        statement:
          'For eight weeks in a row first visits click 3 % of what we recommend, revenue per visit does not fall, and a tenth of the slots goes to new products.',
        signedBy: ['Jonas Weber (AI)', 'Mira Lindqvist (product)'],
      },
    },
    {
      key: 'go-back',
      kind: 'success',
      fields: {
        statement: 'If drift stays above 0.25 for a week, we go back to the list by simple rules and say so openly.',
        signedBy: ['Aylin Demir (data)'],
      },
    },
  ]
}

const links: BridgeExample['links'] = [
  { from: 'precision', to: 'precision-clicks' },
  { from: 'precision-clicks', to: 'clicks' },
  { from: 'wait', to: 'wait-revenue' },
  { from: 'wait-revenue', to: 'revenue' },
  { from: 'clicks', to: 'clicks-revenue' },
  { from: 'clicks-revenue', to: 'revenue' },
  { from: 'drift', to: 'drift-precision' },
  { from: 'drift-precision', to: 'precision' },
  { from: 'late-events', to: 'late-drift' },
  { from: 'late-drift', to: 'drift' },
  { from: 'new-products', to: 'new-come-back' },
  { from: 'new-come-back', to: 'come-back' },
  { from: 'owned', to: 'owned-opt-outs' },
  { from: 'owned-opt-outs', to: 'opt-outs' },
  { from: 'coverage', to: 'coverage-open' },
  { from: 'phones', to: 'clicks' },
  { from: 'eight-weeks', to: 'clicks' },
  { from: 'eight-weeks', to: 'revenue' },
  { from: 'eight-weeks', to: 'new-products' },
  { from: 'go-back', to: 'drift' },
]
