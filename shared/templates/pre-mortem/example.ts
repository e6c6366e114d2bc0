import { daysAfter } from '../day.ts'
import { signature } from '../sets.ts'
import type { ExampleBoard, ReadContext } from '../template.ts'
import type { kinds } from './kinds.ts'

type PreMortemExample = ExampleBoard<(typeof kinds)[number]['id']>
type ExampleCards = PreMortemExample['cards']

const MIRA = 'Mira Lindqvist'
const TOMAS = 'Tomás Reyes'
const PRIYA = 'Priya Nair'
const AYLIN = 'Aylin Demir'
const JONAS = 'Jonas Weber'

/**
 * The online shop, the week before its recommendation engine goes to the first visitors. One likely story has no sign,
 * one no precaution, nobody watches one sign, and one precaution is late. That is on purpose.
 */
export function example({ today }: ReadContext): PreMortemExample {
  const inDays = (days: number) => daysAfter(today, days)
  return { cards: [...productStories, ...aiStories, ...signs, ...precautions(inDays), ...tripwires], links }
}

const productStories: ExampleCards = [
  {
    key: 'clicks-up',
    kind: 'story',
    zone: 'product-tells',
    fields: {
      whatHappened: 'Clicks rose every month and sales did not. We celebrated until the yearly figures came.',
      toldBy: MIRA,
      likelihood: 4,
      harm: 4,
      side: 'product',
    },
  },
  {
    key: 'creepy',
    kind: 'story',
    zone: 'product-tells',
    fields: {
      whatHappened:
        'A newspaper wrote that we know who is pregnant. It was a guess from nappies, but nobody believed us.',
      toldBy: JONAS,
      likelihood: 2,
      harm: 5,
      side: 'product',
    },
  },
  {
    key: 'suppliers-left',
    kind: 'story',
    zone: 'product-tells',
    fields: {
      whatHappened: 'Small suppliers left one by one. Their products were never shown, and nobody here noticed.',
      toldBy: TOMAS,
      likelihood: 3,
      harm: 4,
      side: 'product',
    },
  },
  {
    key: 'by-hand-again',
    kind: 'story',
    zone: 'product-tells',
    fields: {
      whatHappened:
        'The merchandisers fill the front page by hand again, because they cannot tell the engine what they know.',
      toldBy: TOMAS,
      likelihood: 3,
      harm: 3,
      side: 'product',
    },
  },
]

const aiStories: ExampleCards = [
  {
    key: 'winter',
    kind: 'story',
    zone: 'ai-tells',
    fields: {
      whatHappened:
        'It had learned one autumn. In spring it went on offering coats, and nobody had planned to train it again.',
      toldBy: PRIYA,
      likelihood: 4,
      harm: 3,
      side: 'ai',
    },
  },
  {
    key: 'own-clicks',
    kind: 'story',
    zone: 'ai-tells',
    fields: {
      whatHappened:
        'It learned from clicks on its own slots. After half a year it showed two hundred products and no others.',
      toldBy: PRIYA,
      likelihood: 4,
      harm: 4,
      side: 'ai',
    },
  },
  {
    key: 'consent-stopped',
    kind: 'story',
    zone: 'ai-tells',
    fields: {
      whatHappened:
        'The export of profiles had to stop for want of consent, and without it there was nothing to learn from.',
      toldBy: AYLIN,
      likelihood: 2,
      harm: 4,
      side: 'ai',
    },
  },
  {
    key: 'nobody-left',
    kind: 'story',
    zone: 'ai-tells',
    fields: {
      whatHappened:
        'The two people who understood it were given other work. It ran for months, a little worse each week.',
      toldBy: AYLIN,
      likelihood: null,
      harm: null,
      side: 'ai',
    },
  },
]

const signs: ExampleCards = [
  {
    key: 'clicks-without-baskets',
    kind: 'sign',
    fields: {
      whatWeSee: 'Clicks on slots rise for two weeks, and baskets with a recommended product do not.',
      howMeasured: 'Both as a share of visits, every Monday',
      watchedBy: MIRA,
    },
  },
  {
    key: 'share-of-range',
    kind: 'sign',
    fields: {
      whatWeSee: 'The share of the range that was shown at least once falls.',
      howMeasured: 'Products shown in seven days, of all that are listed',
      watchedBy: PRIYA,
    },
  },
  {
    key: 'too-close',
    kind: 'sign',
    fields: {
      whatWeSee: 'Somebody writes to us that a recommendation came too close.',
      howMeasured: 'Messages to customer care with that tag, as they come',
      watchedBy: '',
    },
  },
  {
    key: 'pinned',
    kind: 'sign',
    fields: {
      whatWeSee: 'Merchandisers pin more slots than the week before.',
      howMeasured: 'Pinned slots, every Friday',
      watchedBy: TOMAS,
    },
  },
]

function precautions(inDays: (days: number) => string): ExampleCards {
  return [
    {
      key: 'baskets-first',
      kind: 'precaution',
      fields: {
        whatWeDo: 'Report baskets above clicks, on the first page that everybody sees.',
        owner: MIRA,
        doneBy: inDays(-4),
        done: true,
      },
    },
    {
      key: 'random-slots',
      kind: 'precaution',
      fields: {
        whatWeDo: 'Fill one slot in twenty at random, and learn from those alone what people like unasked.',
        owner: PRIYA,
        doneBy: inDays(12),
        done: false,
      },
    },
    {
      key: 'new-quota',
      kind: 'precaution',
      fields: {
        whatWeDo: 'Keep a tenth of the slots for products in their first thirty days.',
        owner: TOMAS,
        doneBy: inDays(-3),
        done: false,
      },
    },
    {
      key: 'touchy-topics',
      kind: 'precaution',
      fields: {
        whatWeDo: 'List the topics from which nothing is ever concluded: health, pregnancy, faith, debt.',
        owner: '',
        doneBy: null,
        done: null,
      },
    },
    {
      key: 'pin-a-slot',
      kind: 'precaution',
      fields: {
        whatWeDo: 'Let merchandisers pin a slot and say why; read the reasons together once a month.',
        owner: JONAS,
        doneBy: inDays(20),
        done: false,
      },
    },
  ]
}

const tripwires: ExampleCards = [
  {
    key: 'stop-baskets',
    kind: 'tripwire',
    fields: {
      weStopWhen: 'Revenue per visit lies under that of the plain list for two weeks in a row.',
      saidBy: MIRA,
      signedBy: [signature({ name: MIRA, discipline: 'product' }), signature({ name: PRIYA, discipline: 'AI' })],
    },
  },
]

const links: PreMortemExample['links'] = [
  { from: 'clicks-up', to: 'clicks-without-baskets' },
  { from: 'own-clicks', to: 'share-of-range' },
  { from: 'suppliers-left', to: 'share-of-range' },
  { from: 'creepy', to: 'too-close' },
  { from: 'by-hand-again', to: 'pinned' },
  { from: 'baskets-first', to: 'clicks-up' },
  { from: 'random-slots', to: 'own-clicks' },
  { from: 'new-quota', to: 'suppliers-left' },
  { from: 'touchy-topics', to: 'creepy' },
  { from: 'pin-a-slot', to: 'by-hand-again' },
  { from: 'stop-baskets', to: 'clicks-without-baskets' },
]
