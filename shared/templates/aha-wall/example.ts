import { daysAfter } from '../day.ts'
import { reaction, replyElement } from '../sets.ts'
import type { ExampleBoard, ReadContext } from '../template.ts'
import type { PostKindId } from './kinds.ts'

type WallExample = ExampleBoard<PostKindId>
type ExampleCards = WallExample['cards']

const MIRA = { author: 'Mira Lindqvist', discipline: 'product' }
const TOMAS = { author: 'Tomás Reyes', discipline: 'business' }
const PRIYA = { author: 'Priya Nair', discipline: 'ai' }
const AYLIN = { author: 'Aylin Demir', discipline: 'data' }
const JONAS = { author: 'Jonas Weber', discipline: 'design' }

/**
 * Seven weeks of the online shop that is building a recommendation engine. Half of the posts have waited in the inbox
 * for long, design has been silent, and one failure has no lesson yet. That is on purpose.
 */
export function example({ today }: ReadContext): WallExample {
  const inDays = (days: number) => daysAfter(today, days)
  return { cards: [...firstWeeks(inDays), ...lastWeeks(inDays)], links }
}

/** Reactions of so many people, each by a name of its own. */
function reactions(symbol: string, people: readonly string[]): string[] {
  return people.map((person) => reaction(symbol, person))
}

function reply(day: string, { author, discipline }: typeof MIRA, text: string): string {
  return replyElement({ at: `${day}T09:30:00Z`, name: author, discipline, text })
}

function firstWeeks(inDays: (days: number) => string): ExampleCards {
  return [
    {
      key: 'boots',
      kind: 'quote',
      fields: {
        text: '“I came for rain boots for my daughter. Why do you keep showing me garden furniture?”',
        ...JONAS,
        source: 'phone',
        happenedOn: inDays(-46),
        postedOn: inDays(-45),
        tags: ['first visit'],
        reactions: reactions('aha', ['mira', 'priya', 'tomas']),
      },
    },
    {
      key: 'present',
      kind: 'insight',
      fields: {
        text: 'Whoever buys a present looks for the other person’s taste. Their own history leads us astray, and they tell us so.',
        ...JONAS,
        source: 'board',
        happenedOn: inDays(-40),
        postedOn: inDays(-39),
        tags: ['presents'],
        reactions: [...reactions('aha', ['mira', 'aylin']), ...reactions('unsure', ['priya'])],
        replies: [
          reply(inDays(-39), PRIYA, 'Could we simply ask? One tap: for you, or a present.'),
          reply(inDays(-38), JONAS, 'We tried that on paper. Four of five tapped at once.'),
        ],
      },
    },
    {
      key: 'consent',
      kind: 'chart',
      fields: {
        text: 'On phones 38 % of visitors decline tracking, on desktops 21 %. What we learn from clicks is mostly about desktops.',
        ...AYLIN,
        source: 'board',
        happenedOn: inDays(-33),
        postedOn: inDays(-33),
        tags: ['consent', 'phones'],
        reactions: reactions('aha', ['mira', 'priya', 'jonas', 'tomas']),
      },
    },
    {
      key: 'umbrella',
      kind: 'surprise',
      fields: {
        text: 'The first model offers umbrellas to everybody in Bergen, whatever they look at. It has learned the weather and not the visitor.',
        ...PRIYA,
        source: 'chat',
        happenedOn: inDays(-28),
        postedOn: inDays(-27),
        tags: ['cold start', 'season'],
        reactions: [...reactions('hooray', ['jonas', 'tomas']), ...reactions('aha', ['mira'])],
        replies: [reply(inDays(-27), TOMAS, 'To be fair, they do sell well there.')],
      },
    },
    {
      key: 'three-rules',
      kind: 'insight',
      fields: {
        text: 'Three rules fill the front page about as well as two merchandisers do before half past nine.',
        ...PRIYA,
        source: 'board',
        happenedOn: inDays(-26),
        postedOn: inDays(-25),
        tags: ['merchandising'],
        reactions: reactions('yes', ['mira', 'tomas']),
      },
    },
    {
      key: 'kettles',
      kind: 'fix',
      fields: {
        text: 'What somebody bought in the last ninety days is left out now. One line in a query, and no more kettles after kettles.',
        ...AYLIN,
        source: 'chat',
        happenedOn: inDays(-21),
        postedOn: inDays(-21),
        tags: ['already bought'],
        reactions: [...reactions('hooray', ['mira', 'tomas', 'priya']), ...reactions('love', ['jonas'])],
      },
    },
    {
      key: 'coffee',
      kind: 'failure',
      fields: {
        text: 'Coffee sales fell by a tenth in three days: we left out what people buy again every month.',
        lesson: 'Before a rule goes out, name the products for which the opposite holds, and leave those alone.',
        ...TOMAS,
        source: 'board',
        happenedOn: inDays(-18),
        postedOn: inDays(-17),
        tags: ['already bought'],
        reactions: reactions('love', ['aylin', 'mira']),
        replies: [reply(inDays(-17), AYLIN, 'Coffee, socks and batteries are exempt since this morning.')],
      },
    },
  ]
}

function lastWeeks(inDays: (days: number) => string): ExampleCards {
  return [
    {
      key: 'profiles',
      kind: 'thanks',
      fields: {
        text: 'For an afternoon with the data protection officer. We now know what to ask for, and it is less than we thought.',
        to: 'Aylin Demir',
        ...MIRA,
        source: 'phone',
        happenedOn: inDays(-13),
        postedOn: inDays(-12),
        tags: ['consent'],
        reactions: reactions('love', ['priya', 'tomas']),
      },
    },
    {
      key: 'new-products',
      kind: 'surprise',
      fields: {
        text: 'New products do better among the slots further down: whoever scrolls that far is looking for something new.',
        ...PRIYA,
        source: 'board',
        happenedOn: inDays(-11),
        postedOn: inDays(-11),
        tags: ['cold start'],
        reactions: [...reactions('aha', ['mira', 'tomas']), ...reactions('unsure', ['aylin'])],
      },
    },
    {
      key: 'nightly-load',
      kind: 'fix',
      fields: {
        text: 'The catalogue loads at two instead of four. New products can be shown on the day on which they are listed.',
        source: 'api',
        happenedOn: inDays(-9),
        postedOn: inDays(-9),
        tags: ['cold start'],
      },
    },
    {
      key: 'supplier',
      kind: 'quote',
      fields: {
        text: '“For the first time I can see that somebody looked at my lamps.”',
        ...TOMAS,
        source: 'phone',
        happenedOn: inDays(-8),
        postedOn: inDays(-7),
        tags: ['cold start', 'suppliers'],
        reactions: reactions('love', ['mira', 'priya', 'aylin']),
      },
    },
    {
      key: 'page-jumps',
      kind: 'failure',
      fields: {
        text: 'On older phones the slots came after two seconds and the page jumped. We took them off again the same day.',
        lesson: '',
        ...MIRA,
        source: 'chat',
        happenedOn: inDays(-6),
        postedOn: inDays(-6),
        tags: ['phones'],
        replies: [reply(inDays(-5), PRIYA, 'It never went over 100 ms on our own phones. That may be the lesson.')],
      },
    },
    {
      key: 'old-phone',
      kind: 'thanks',
      fields: {
        text: 'For lending us the six-year-old phone of a customer, on which all of it could be seen at last.',
        to: 'Customer care',
        ...PRIYA,
        source: 'board',
        happenedOn: inDays(-4),
        postedOn: inDays(-4),
        tags: ['phones'],
        reactions: [...reactions('hooray', ['mira']), ...reactions('love', ['tomas', 'jonas'])],
      },
    },
    {
      key: 'exemptions',
      kind: 'thanks',
      fields: {
        text: 'For writing the exemptions down in words that merchandisers can change themselves.',
        to: 'Aylin Demir',
        ...TOMAS,
        source: 'board',
        happenedOn: inDays(-3),
        postedOn: inDays(-3),
        tags: ['already bought', 'merchandising'],
        reactions: reactions('yes', ['priya']),
      },
    },
    {
      key: 'same-words',
      kind: 'insight',
      fields: {
        text: '“Relevant” meant clicked to one half of us and bought to the other. We had argued about it for three weeks.',
        ...MIRA,
        source: 'phone',
        happenedOn: inDays(-1),
        postedOn: inDays(-1),
        tags: ['words'],
        reactions: [...reactions('aha', ['priya', 'aylin', 'tomas']), ...reactions('yes', ['priya'])],
      },
    },
  ]
}

const links: WallExample['links'] = [
  { from: 'coffee', to: 'kettles' },
  { from: 'old-phone', to: 'page-jumps' },
  { from: 'supplier', to: 'nightly-load' },
  { from: 'exemptions', to: 'coffee' },
]
