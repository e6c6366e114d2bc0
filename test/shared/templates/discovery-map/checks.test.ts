import { describe, expect, it } from 'vitest'
import { discoveryMap } from '../../../../shared/templates/discovery-map/discoveryMap.ts'
import type { CardFields } from '../../../../shared/templates/field.ts'
import { BoardBuilder, exampleBoard, TODAY } from '../BoardBuilder.ts'

const WHOLE: CardFields = { weBelieve: 'It helps', threshold: '3 %', owner: 'Mira', decideBy: '2026-05-01' }

function newMap(): BoardBuilder {
  return new BoardBuilder(discoveryMap)
}

/** The messages of one rule, with the cards they point at. */
function found(board: BoardBuilder, rule: string): { message: string; cards: readonly string[] }[] {
  const findings = board.read().findings.filter((finding) => finding.rule === rule)
  return findings.map(({ message, cards }) => ({ message, cards }))
}

describe('pain-point-without-signal', () => {
  const rule = 'pain-point-without-signal'

  it('TPL-20: asks what would show a pain, until a signal is linked whichever way the arrow goes', () => {
    const board = newMap()
    const pain = board.card('pain-point', { whatHurts: 'Slow' })
    const other = board.card('pain-point', { whatHurts: 'Late' })
    expect(found(board, rule)).toEqual([
      { message: 'Nobody has said yet what would show this pain', cards: [pain] },
      { message: 'Nobody has said yet what would show this pain', cards: [other] },
    ])
    const signal = board.card('signal', { name: 'Seconds' })
    board.link(pain, signal).link(signal, other)
    expect(found(board, rule)).toEqual([])
  })

  it('TPL-20: a link to a plain note or to another kind is no signal', () => {
    const board = newMap()
    const pain = board.card('pain-point')
    board.linkToNote(pain).link(pain, board.card('data-source'))
    expect(found(board, rule)).toHaveLength(1)
  })

  it('TPL-20: a signal that lies outside its zone still counts', () => {
    const board = newMap()
    board.link(board.card('pain-point'), board.card('signal', {}, { zone: null }))
    expect(found(board, rule)).toEqual([])
  })
})

it('TPL-21: asks who checked the evidence of a signal while it is empty or said not to be checked', () => {
  const board = newMap()
  const message = 'Nobody has checked the evidence for this signal yet'
  const empty = board.card('signal')
  const unchecked = board.card('signal', { evidence: 'not-checked' })
  for (const evidence of ['structured', 'messy', 'absent']) board.card('signal', { evidence })
  expect(found(board, 'signal-not-checked')).toEqual([
    { message, cards: [empty] },
    { message, cards: [unchecked] },
  ])
})

it('TPL-22: asks for the data source of a signal said to be structured', () => {
  const board = newMap()
  const signal = board.card('signal', { evidence: 'structured' })
  board.card('signal', { evidence: 'messy' })
  const message = 'This signal is said to be structured, but no data source is linked to it yet'
  expect(found(board, 'structured-signal-without-data-source')).toEqual([{ message, cards: [signal] }])
  board.link(signal, board.card('data-source'))
  expect(found(board, 'structured-signal-without-data-source')).toEqual([])
})

describe('hypothesis-without-threshold-owner-or-date', () => {
  it.each<[string, CardFields]>([
    ['Nobody owns this hypothesis yet', { ...WHOLE, owner: '  ' }],
    ['This hypothesis has no threshold yet: how far is far enough?', { ...WHOLE, threshold: '' }],
    ['This hypothesis has no date yet: when do we decide?', { ...WHOLE, decideBy: null }],
    ['This hypothesis has no date yet: when do we decide?', { ...WHOLE, decideBy: 'some day' }],
    ['This hypothesis has no owner and no date yet', { threshold: '3 %' }],
    ['This hypothesis has no threshold, no owner and no date yet', {}],
  ])('TPL-23: says "%s"', (message, fields) => {
    const board = newMap()
    const card = board.card('hypothesis', fields)
    expect(found(board, 'hypothesis-without-threshold-owner-or-date')).toEqual([{ message, cards: [card] }])
  })

  it('TPL-23: says nothing of a hypothesis with all three', () => {
    const board = newMap()
    board.card('hypothesis', WHOLE)
    expect(found(board, 'hypothesis-without-threshold-owner-or-date')).toEqual([])
  })
})

describe('unknown-without-owner-or-date', () => {
  it.each<[string, CardFields]>([
    ['Nobody has taken on this question yet', { findOutBy: '2026-05-01' }],
    ['This question has no date yet: by when would an answer help?', { owner: 'Mira' }],
    ['This question has no owner and no date yet', {}],
  ])('TPL-24: says "%s"', (message, fields) => {
    const board = newMap()
    const card = board.card('unknown', fields)
    board.card('unknown', { owner: 'Mira', findOutBy: '2026-05-01' })
    expect(found(board, 'unknown-without-owner-or-date')).toEqual([{ message, cards: [card] }])
  })
})

it('TPL-25: asks what was learnt once the day of an open question has passed, not on the day itself', () => {
  const board = newMap()
  const late = board.card('unknown', { owner: 'Mira', findOutBy: '2026-03-13' })
  board.card('unknown', { owner: 'Mira', findOutBy: TODAY.today })
  expect(found(board, 'unknown-past-its-date')).toEqual([
    { message: 'We wanted to know this by 2026-03-13: what did we learn?', cards: [late] },
  ])
})

it('TPL-26: asks for open questions on a map with more than ten cards and none', () => {
  const board = newMap()
  for (let count = 0; count < 10; count++) board.card('pain-point')
  expect(found(board, 'no-unknowns')).toEqual([])
  board.card('limit')
  const message = '11 cards, and not one says what we do not know yet'
  expect(found(board, 'no-unknowns')).toEqual([{ message, cards: [] }])
  board.card('unknown', { question: ' ' })
  expect(found(board, 'no-unknowns'), 'an empty card asks nothing').toHaveLength(1)
  board.card('unknown', { question: 'Who knows?' })
  expect(found(board, 'no-unknowns')).toEqual([])
})

it('TPL-27: asks whether this is an AI problem until a verdict has an answer', () => {
  const board = newMap()
  const message = 'Nobody has said yet whether this is an AI problem'
  expect(found(board, 'no-verdict')).toEqual([{ message, cards: [] }])
  const verdict = board.card('verdict', { reason: 'Because' })
  expect(found(board, 'no-verdict')).toEqual([{ message, cards: [verdict] }])
  board.card('verdict', { answer: 'not-known' })
  expect(found(board, 'no-verdict')).toEqual([])
})

it('TPL-28: says which side is still empty, and nothing while both are', () => {
  const board = newMap()
  expect(found(board, 'one-side-empty')).toEqual([])
  board.card('signal')
  expect(found(board, 'one-side-empty'), 'signals belong to neither side').toEqual([])
  board.card('pattern')
  expect(found(board, 'one-side-empty')).toEqual([{ message: 'The product side is still empty', cards: [] }])
  board.card('intent')
  expect(found(board, 'one-side-empty')).toEqual([])

  const product = newMap()
  product.card('hypothesis')
  expect(found(product, 'one-side-empty')).toEqual([{ message: 'The AI side is still empty', cards: [] }])
})

it('TPL-29: says which hypotheses depend on a blocked data source through their signal', () => {
  const board = newMap()
  const blocked = board.card('data-source', { access: 'blocked' })
  const open = board.card('data-source', { access: 'open' })
  const signal = board.card('signal')
  board.link(signal, blocked).link(signal, open)
  expect(found(board, 'hypothesis-on-blocked-data')).toEqual([])
  const first = board.card('hypothesis')
  board.link(first, signal)
  expect(found(board, 'hypothesis-on-blocked-data')).toEqual([
    { message: 'A hypothesis depends on this data, and access to it is blocked', cards: [blocked, first] },
  ])
  const second = board.card('hypothesis')
  board.link(signal, second)
  expect(found(board, 'hypothesis-on-blocked-data')).toEqual([
    { message: '2 hypotheses depend on this data, and access to it is blocked', cards: [blocked, first, second] },
  ])
})

it('TPL-30: a finding names the first cards it points at', () => {
  const board = newMap()
  board.card('pain-point', { whatHurts: 'The page  jumps' })
  board.card('hypothesis')
  const about = new Map(board.read().findings.map((finding) => [finding.rule, finding.about]))
  expect(about.get('pain-point-without-signal')).toBe('The page jumps')
  expect(about.get('hypothesis-without-threshold-owner-or-date')).toBe('Empty hypothesis')
  expect(about.get('no-verdict')).toBe('')
})

it('TPL-31: the example leaves gaps on purpose, one at least for most checks', () => {
  const rules = new Set(
    exampleBoard(discoveryMap)
      .read()
      .findings.map(({ rule }) => rule),
  )
  expect([...rules].sort()).toEqual([
    'hypothesis-on-blocked-data',
    'hypothesis-without-threshold-owner-or-date',
    'pain-point-without-signal',
    'signal-not-checked',
    'structured-signal-without-data-source',
    'unknown-past-its-date',
    'unknown-without-owner-or-date',
  ])
  const cards = discoveryMap.example?.(TODAY).cards.length ?? 0
  expect(cards).toBeGreaterThanOrEqual(25)
  expect(cards).toBeLessThanOrEqual(40)
})
