import { describe, expect, it } from 'vitest'
import type { CardFields } from '../../../../shared/templates/field.ts'
import { preMortem } from '../../../../shared/templates/pre-mortem/preMortem.ts'
import { exampleBoard } from '../BoardBuilder.ts'
import { PreMortemBoard } from './PreMortemBoard.ts'

describe('one-side-told', () => {
  const rule = 'one-side-told'

  it('TPL-240: says which side has told nothing, until it has', () => {
    const board = new PreMortemBoard()
    expect(board.found(rule)).toEqual([])
    board.card('story', {}, { zone: 'ai-tells' })
    expect(board.found(rule)).toEqual([{ message: 'Product has not told a story yet', cards: [] }])
    board.card('story', {}, { zone: 'product-tells' })
    expect(board.found(rule)).toEqual([])
  })

  it('TPL-240: a story counts for the side that it names, and for none where nothing says one', () => {
    const board = new PreMortemBoard()
    board.card('story', { side: 'product' }, { zone: null })
    board.card('story', {}, { zone: null })
    board.card('story', {}, { zone: 'signs' })
    expect(board.found(rule)).toEqual([{ message: 'AI has not told a story yet', cards: [] }])
  })
})

it.each<CardFields>([{}, { likelihood: 3 }, { harm: 3 }, { likelihood: 6, harm: 3 }, { likelihood: 2.5, harm: 3 }])(
  'TPL-241: asks how likely and how harmful a story is that says %j',
  (fields) => {
    const board = new PreMortemBoard()
    const card = board.card('story', fields)
    board.card('story', { likelihood: 1, harm: 5 })
    const message = 'How likely is this story, and how much harm would it do?'
    expect(board.found('story-not-weighed')).toEqual([{ message, cards: [card] }])
  },
)

describe.each([
  ['risky-story-without-sign', 'sign', 'precaution', 'Nobody has said yet how we would see this coming'],
  ['risky-story-without-precaution', 'precaution', 'sign', 'Nothing guards against this story yet'],
])('%s', (rule, wanted, other, message) => {
  it('TPL-242: asks of a likely and harmful story, until one is linked whichever way the arrow goes', () => {
    const board = new PreMortemBoard()
    const first = board.riskyStory()
    const second = board.riskyStory()
    expect(board.found(rule)).toEqual([
      { message, cards: [first] },
      { message, cards: [second] },
    ])
    const card = board.card(wanted, {}, { zone: null })
    board.link(first, card).link(card, second)
    expect(board.found(rule)).toEqual([])
  })

  it('TPL-242: a link to a plain note or to another kind is none', () => {
    const board = new PreMortemBoard()
    const story = board.riskyStory()
    board.linkToNote(story).link(story, board.card(other))
    expect(board.found(rule)).toHaveLength(1)
  })

  it.each<CardFields>([{ likelihood: 2, harm: 5 }, { likelihood: 5, harm: 2 }, { likelihood: 5 }, {}])(
    'TPL-242: does not ask of a story that says %j',
    (fields) => {
      const board = new PreMortemBoard()
      board.card('story', fields)
      expect(board.found(rule)).toEqual([])
    },
  )
})

it('TPL-243: asks who watches a sign', () => {
  const board = new PreMortemBoard()
  const card = board.card('sign', { watchedBy: '  ' })
  board.card('sign', { watchedBy: 'Priya' })
  const message = 'Nobody watches for this sign yet'
  expect(board.found('sign-nobody-watches')).toEqual([{ message, cards: [card] }])
})

describe('precautions', () => {
  it.each<[string, CardFields]>([
    ['This precaution has no owner and no date yet', {}],
    ['This precaution has no owner and no date yet', { owner: ' ', doneBy: 'soon', done: false }],
    ['Nobody has taken on this precaution yet', { doneBy: '2026-05-01' }],
    ['This precaution has no date yet: by when does it help?', { owner: 'Mira' }],
  ])('TPL-244: says "%s"', (message, fields) => {
    const board = new PreMortemBoard()
    const card = board.card('precaution', fields)
    board.card('precaution', { owner: 'Mira', doneBy: '2026-05-01' })
    board.card('precaution', { done: true })
    expect(board.found('precaution-without-owner-or-date')).toEqual([{ message, cards: [card] }])
  })

  it('TPL-244: is past its date from the day after on, unless it is done', () => {
    const board = new PreMortemBoard()
    const late = board.card('precaution', { doneBy: '2026-03-13' })
    board.card('precaution', { doneBy: '2026-03-14' })
    board.card('precaution', { doneBy: '2026-03-13', done: true })
    const message = 'This was to be done by 2026-03-13: does it still help?'
    expect(board.found('precaution-past-its-date')).toEqual([{ message, cards: [late] }])
  })
})

it('TPL-245: asks when to stop once a story is likely and harmful, until a tripwire says so', () => {
  const board = new PreMortemBoard()
  board.card('story', { likelihood: 2, harm: 2 })
  expect(board.found('no-tripwire')).toEqual([])
  board.riskyStory()
  const message = 'Nobody has said yet at what point we would stop'
  expect(board.found('no-tripwire')).toEqual([{ message, cards: [] }])
  const empty = board.card('tripwire')
  expect(board.found('no-tripwire')).toEqual([{ message, cards: [empty] }])
  board.card('tripwire', { weStopWhen: 'Sales fall' })
  expect(board.found('no-tripwire')).toEqual([])
})

it('TPL-248: the example tells of both sides and leaves something open for most checks', () => {
  const board = exampleBoard(preMortem)
  expect(board.model.cards.length).toBeGreaterThanOrEqual(15)
  const rules = new Set(board.read().findings.map(({ rule }) => rule))
  const silent = preMortem.checks.map(({ id }) => id).filter((id) => !rules.has(id))
  expect(silent).toEqual(['one-side-told', 'no-tripwire'])
})

it('TPL-248: each check belongs to exactly one step of the session', () => {
  const ofSteps = preMortem.steps.flatMap(({ checks }) => checks)
  expect([...ofSteps].sort()).toEqual(preMortem.checks.map(({ id }) => id).sort())
})
