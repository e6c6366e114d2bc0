import { daysAfter } from '../day.ts'
import type { ExampleBoard, ReadContext } from '../template.ts'
import type { kinds } from './kinds.ts'

type DiscoveryExample = ExampleBoard<(typeof kinds)[number]['id']>
type ExampleCards = DiscoveryExample['cards']

/**
 * An online shop wonders whether it needs a recommendation engine. Halfway through the session: some pain has no
 * signal, a hypothesis has no owner, one data source is blocked, and a question is past its date. That is on purpose.
 */
export function example({ today }: ReadContext): DiscoveryExample {
  const inDays = (days: number) => daysAfter(today, days)
  return { cards: [...productSide(inDays), ...between(inDays), ...aiSide()], links }
}

function productSide(inDays: (days: number) => string): ExampleCards {
  return [
    {
      key: 'find',
      kind: 'intent',
      fields: {
        statement: 'People find something they like on their first visit, and come back for it.',
        owner: 'Mira Lindqvist',
      },
    },
    {
      key: 'range',
      kind: 'intent',
      fields: {
        statement: 'More of our range gets seen, not only the hundred bestsellers.',
        owner: 'Tomás Reyes',
      },
    },
    {
      key: 'same-ten',
      kind: 'pain-point',
      fields: {
        whatHurts: 'Whatever they came for, they are shown the same ten bestsellers.',
        who: 'First-time visitors',
        example: 'Somebody looking for rain boots for a child was offered garden furniture on every page.',
        severity: 4,
      },
    },
    {
      key: 'bought-it',
      kind: 'pain-point',
      fields: {
        whatHurts: 'We go on recommending what they have just bought.',
        who: 'Returning customers',
        example: 'A customer bought a kettle on Monday and saw kettles until Friday. She wrote to us about it.',
        severity: 5,
      },
    },
    {
      key: 'never-shown',
      kind: 'pain-point',
      fields: {
        whatHurts:
          'New products are not shown because nobody clicks them, and nobody clicks them because they are not shown.',
        who: 'Small suppliers',
        example: 'Of forty products listed in May, most had fewer than ten views by the end of June.',
        severity: 3,
      },
    },
    {
      key: 'by-hand',
      kind: 'pain-point',
      fields: {
        whatHurts: 'We fill the front page by hand every morning and cannot tell what worked.',
        who: 'Merchandisers',
        example: 'Two people, from eight until half past nine, every working day.',
        severity: 4,
      },
    },
    {
      key: 'page-jumps',
      kind: 'pain-point',
      fields: {
        whatHurts: 'Recommendations load so late that the page jumps under the thumb.',
        who: 'Shoppers on phones',
        example: '',
        severity: 2,
      },
    },
    {
      key: 'fits-visit',
      kind: 'hypothesis',
      fields: {
        weBelieve: 'If we show what fits the visit so far, more first-time visitors will open a product.',
        because: 'Most of them leave after one list, and the list is the same for everyone.',
        signal: 'Clicks on recommended products',
        threshold: 'From 2.1 % to 3 % within four weeks',
        weAreWrongIf: 'Clicks rise, but no more visitors put anything into their basket.',
        owner: 'Mira Lindqvist',
        decideBy: inDays(35),
      },
    },
    {
      key: 'leave-out',
      kind: 'hypothesis',
      fields: {
        weBelieve: 'If we leave out what somebody has just bought, returning customers will click more.',
        because: 'It is what they complain about most, and it needs no model.',
        signal: 'Slots that show what the customer already owns',
        threshold: 'Below 5 % of slots within two weeks',
        weAreWrongIf: 'People do want to buy the same thing again: coffee, socks, batteries.',
        owner: '',
        decideBy: inDays(21),
      },
    },
    {
      key: 'fair-start',
      kind: 'hypothesis',
      fields: {
        weBelieve: 'A fixed share of slots gives new products a fair start and costs no revenue.',
        because: 'The few new products that were pushed by hand sold about as well as the rest.',
        signal: 'Views in the first thirty days',
        threshold: '',
        weAreWrongIf: 'Revenue per visit falls for two weeks in a row.',
        owner: 'Tomás Reyes',
        decideBy: null,
      },
    },
    {
      key: 'simple-list',
      kind: 'hypothesis',
      fields: {
        weBelieve: 'A list made overnight by three simple rules would spare the merchandisers half of their morning.',
        because: 'They say that most of their choices follow the same few rules.',
        signal: 'Minutes spent on filling slots',
        threshold: 'From 180 to 90 minutes a day within two weeks',
        weAreWrongIf: 'They change more than half of the list by hand.',
        owner: 'Priya Nair',
        decideBy: inDays(14),
      },
    },
  ]
}

function between(inDays: (days: number) => string): ExampleCards {
  return [
    {
      key: 'clicks',
      kind: 'signal',
      fields: {
        name: 'Clicks on recommended products',
        howMeasured: 'Clicks on a slot divided by the times it was seen; first visits only, week by week.',
        evidence: 'structured',
        source: 'Click and view events',
      },
    },
    {
      key: 'first-list',
      kind: 'signal',
      fields: {
        name: 'Visits that end at the first list',
        howMeasured: 'First visits that open no product, as a share of all first visits.',
        evidence: 'not-checked',
        source: 'Click and view events',
      },
    },
    {
      key: 'already-owned',
      kind: 'signal',
      fields: {
        name: 'Slots that show what the customer already owns',
        howMeasured: 'For a sample of 500 visits: slots with a product bought in the last 90 days.',
        evidence: 'messy',
        source: 'Order history, matched with profiles by e-mail address',
      },
    },
    {
      key: 'first-thirty',
      kind: 'signal',
      fields: {
        name: 'Views in the first thirty days',
        howMeasured: 'Median views of a product in the thirty days after it was listed.',
        evidence: 'structured',
        source: '',
      },
    },
    {
      key: 'minutes',
      kind: 'signal',
      fields: {
        name: 'Minutes spent on filling slots',
        howMeasured: 'The merchandisers note their time for two weeks.',
        evidence: 'absent',
        source: 'Nobody has written it down so far',
      },
    },
    {
      key: 'surprise',
      kind: 'unknown',
      fields: {
        question: 'Do people want to be surprised here, or to find the thing faster?',
        owner: 'Priya Nair',
        findOutBy: inDays(10),
      },
    },
    {
      key: 'declined',
      kind: 'unknown',
      fields: {
        question: 'How many visitors on phones decline tracking?',
        owner: 'Aylin Demir',
        findOutBy: inDays(-6),
      },
    },
    {
      key: 'old-orders',
      kind: 'unknown',
      fields: {
        question: 'May we use orders from before consent was recorded?',
        owner: '',
        findOutBy: null,
      },
    },
    {
      key: 'presents',
      kind: 'unknown',
      fields: {
        question: 'What is a good recommendation for somebody who is buying a present?',
        owner: 'Jonas Weber',
        findOutBy: inDays(14),
      },
    },
    {
      key: 'who-decides',
      kind: 'unknown',
      fields: {
        question: 'Who decides when fairness to new products and revenue pull apart?',
        owner: 'Mira Lindqvist',
        findOutBy: null,
      },
    },
    {
      key: 'verdict',
      kind: 'verdict',
      fields: {
        answer: 'not-known',
        reason:
          'Leaving out what was bought takes a rule, not a model. Fitting a first visit may take one, but nobody has compared it with a simple list yet.',
      },
    },
  ]
}

function aiSide(): ExampleCards {
  return [
    {
      key: 'events',
      kind: 'data-source',
      fields: {
        name: 'Click and view events',
        holder: 'Web analytics',
        access: 'open',
        freshness: 'Within the hour',
        knownGaps: 'Nothing from visitors who decline tracking.',
        privacy: 'Pseudonymous, kept for 13 months.',
      },
    },
    {
      key: 'orders',
      kind: 'data-source',
      fields: {
        name: 'Order history',
        holder: 'Finance systems',
        access: 'open',
        freshness: 'Every night',
        knownGaps: 'Orders placed as a guest cannot be tied to later visits.',
        privacy: 'Personal data, held to fulfil the contract.',
      },
    },
    {
      key: 'profiles',
      kind: 'data-source',
      fields: {
        name: 'Customer profiles and consent',
        holder: 'Customer care',
        access: 'blocked',
        freshness: 'Every night',
        knownGaps: 'Consent given before last spring was not recorded.',
        privacy: 'Personal data; the data protection officer has to agree.',
      },
    },
    {
      key: 'catalogue',
      kind: 'data-source',
      fields: {
        name: 'Product catalogue',
        holder: 'Merchandising',
        access: 'open',
        freshness: 'Twice a day',
        knownGaps: 'A third of the products have no size or material.',
        privacy: 'No personal data.',
      },
    },
    {
      key: 'searches',
      kind: 'data-source',
      fields: {
        name: 'Search log',
        holder: 'Search team',
        access: 'requested',
        freshness: 'Live',
        knownGaps: 'Kept for thirty days only.',
        privacy: 'Search terms can hold names and addresses.',
      },
    },
    {
      key: 'one-thing',
      kind: 'pattern',
      fields: {
        statement: 'Who begins with children’s clothes rarely looks at anything else in that visit.',
        confidence: 'medium',
      },
    },
    {
      key: 'season',
      kind: 'pattern',
      fields: {
        statement: 'What is bought together depends more on the season than on the customer.',
        confidence: 'low',
      },
    },
    {
      key: 'hundred-views',
      kind: 'pattern',
      fields: {
        statement: 'Its first hundred views tell fairly well whether a product will sell.',
        confidence: 'high',
      },
    },
    {
      key: 'no-history',
      kind: 'limit',
      fields: { statement: 'New products have no history to learn from.', kind: 'data' },
    },
    {
      key: 'hundred-ms',
      kind: 'limit',
      fields: { statement: 'A page may wait 100 ms for its recommendations, not longer.', kind: 'latency' },
    },
    {
      key: 'consent',
      kind: 'limit',
      fields: {
        statement: 'Behaviour of visitors without consent stays out until legal has looked at it.',
        kind: 'legal',
      },
    },
    {
      key: 'on-call',
      kind: 'limit',
      fields: { statement: 'None of us has kept a model running through nights and weekends.', kind: 'skill' },
    },
  ]
}

const links: DiscoveryExample['links'] = [
  { from: 'same-ten', to: 'clicks' },
  { from: 'same-ten', to: 'first-list' },
  { from: 'bought-it', to: 'already-owned' },
  { from: 'never-shown', to: 'first-thirty' },
  { from: 'by-hand', to: 'minutes' },
  { from: 'clicks', to: 'events' },
  { from: 'first-list', to: 'events' },
  { from: 'already-owned', to: 'orders' },
  { from: 'already-owned', to: 'profiles' },
  { from: 'fits-visit', to: 'clicks' },
  { from: 'leave-out', to: 'already-owned' },
  { from: 'fair-start', to: 'first-thirty' },
  { from: 'simple-list', to: 'minutes' },
  { from: 'surprise', to: 'fits-visit' },
  { from: 'declined', to: 'events' },
  { from: 'old-orders', to: 'profiles' },
  { from: 'presents', to: 'same-ten' },
  { from: 'who-decides', to: 'fair-start' },
]
