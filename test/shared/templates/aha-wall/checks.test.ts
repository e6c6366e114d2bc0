import { expect, it } from 'vitest'
import { ahaWall } from '../../../../shared/templates/aha-wall/ahaWall.ts'
import { kinds } from '../../../../shared/templates/aha-wall/kinds.ts'
import { BoardBuilder, exampleBoard, TODAY } from '../BoardBuilder.ts'
import { withTheme } from './withTheme.ts'

function newWall(): BoardBuilder {
  return new BoardBuilder(ahaWall)
}

/** The messages of one rule, with the cards they point at. */
function found(board: BoardBuilder, rule: string): { message: string; cards: readonly string[] }[] {
  const findings = board.read().findings.filter((finding) => finding.rule === rule)
  return findings.map(({ message, cards }) => ({ message, cards }))
}

it('TPL-100: all kinds share their fields, and new posts begin with who makes them and when', () => {
  const own = new Map(kinds.map(({ id, fields }) => [id, fields.map((field) => field.id)]))
  const shared = own.get('insight') ?? []
  expect(shared).toEqual([
    'text',
    'author',
    'discipline',
    'source',
    'happenedOn',
    'postedOn',
    'tags',
    'image',
    'reactions',
    'replies',
  ])
  const besides = [...own].map(([id, fields]) => [id, fields.filter((field) => !shared.includes(field))])
  expect(Object.fromEntries(besides)).toEqual({
    insight: [],
    quote: [],
    chart: [],
    surprise: [],
    failure: ['lesson'],
    thanks: ['to'],
    fix: [],
  })
  for (const kind of kinds) {
    expect(own.get(kind.id)).toEqual(expect.arrayContaining(shared))
    expect(kind).toMatchObject({ side: 'between', sideFrom: 'discipline', lead: 'text' })
    const initials = kind.fields.flatMap((field) => ('initial' in field ? [[field.id, field.initial]] : []))
    expect(Object.fromEntries(initials)).toEqual({ author: 'me', discipline: 'me', postedOn: 'today' })
  }
  expect(new Set(kinds.map(({ outline }) => outline)).size).toBe(kinds.length)
})

it('TPL-101: a new wall has its inbox, and themes are added; both take every kind, newest first', () => {
  expect(ahaWall.zones.map(({ id, repeatable }) => [id, repeatable ?? false])).toEqual([
    ['inbox', false],
    ['theme', true],
  ])
  for (const { accepts, layout } of ahaWall.zones) {
    expect(accepts).toEqual(kinds.map(({ id }) => id))
    expect(layout).toEqual({ type: 'wall' })
  }
})

it('TPL-105: asks after each discipline whose newest post is more than 30 days old, the longest silent first', () => {
  const board = newWall()
  const design = board.card('insight', { discipline: 'Design', postedOn: '2026-02-11' })
  board.card('insight', { discipline: 'design', postedOn: '2026-02-10' })
  const legal = board.card('insight', { discipline: 'legal', happenedOn: '2026-01-05' })
  board.card('insight', { discipline: 'risk', postedOn: '2026-02-12' })
  board.card('insight', { discipline: 'Data' })
  expect(found(board, 'discipline-silent')).toEqual([
    { message: 'legal has posted nothing since 2026-01-05: what was learned there?', cards: [legal] },
    { message: 'Design has posted nothing since 2026-02-11: what was learned there?', cards: [design] },
  ])
  board.card('thanks', { discipline: ' DESIGN ', postedOn: '2026-03-01' })
  board.card('fix', { discipline: 'Legal', postedOn: TODAY.today }, { zone: null })
  expect(found(board, 'discipline-silent')).toEqual([])
})

it('TPL-106: asks for the sides that never posted, once a wall has five posts of fewer than two disciplines', () => {
  const board = newWall()
  for (let count = 0; count < 4; count++) board.card('insight', { discipline: 'AI', postedOn: TODAY.today })
  expect(found(board, 'discipline-silent')).toEqual([])
  board.card('insight', { discipline: 'ai', postedOn: TODAY.today })
  const noProduct = { message: 'Nobody from product has posted on this wall yet', cards: [] }
  expect(found(board, 'discipline-silent')).toEqual([noProduct])
  board.card('insight', { discipline: 'Engineering', postedOn: TODAY.today })
  expect(found(board, 'discipline-silent'), 'two disciplines ask for themselves').toEqual([])

  const between = newWall()
  for (let count = 0; count < 5; count++) between.card('fix', { discipline: 'Engineering', postedOn: TODAY.today })
  const noAi = { message: 'Nobody from AI has posted on this wall yet', cards: [] }
  expect(found(between, 'discipline-silent')).toEqual([noProduct, noAi])

  const design = newWall()
  for (let count = 0; count < 5; count++) design.card('fix', { discipline: 'Design', postedOn: TODAY.today })
  expect(found(design, 'discipline-silent'), 'design is of the product side').toEqual([noAi])

  const nameless = newWall()
  for (let count = 0; count < 5; count++) nameless.card('fix', { discipline: ' ' })
  const message = 'No post says yet which discipline it comes from'
  expect(found(nameless, 'discipline-silent')).toEqual([{ message, cards: [] }])
})

it('TPL-107: asks what a failure taught until its lesson is written', () => {
  const board = newWall()
  const empty = board.card('failure', { text: 'It broke', lesson: ' \n' })
  const missing = board.card('failure', {}, { zone: null })
  board.card('failure', { text: 'It broke', lesson: 'Test on old phones' })
  board.card('insight', { text: 'No lesson needed' })
  const message = 'Nobody has written down yet what this failure taught'
  expect(new Set(found(board, 'failure-without-lesson'))).toEqual(
    new Set([
      { message, cards: [empty] },
      { message, cards: [missing] },
    ]),
  )
})

it('TPL-108: names the posts that waited in the inbox for more than 14 days in one finding, oldest first', () => {
  const board = newWall()
  const waiting = () =>
    ahaWall
      .read(withTheme(board.model, ''), TODAY)
      .findings.filter(({ rule }) => rule === 'waiting-in-inbox')
      .map(({ message, cards }) => ({ message, cards }))
  board.card('insight', { postedOn: '2026-02-28' })
  board.card('insight', { text: 'No day, no age' })
  board.card('insight', { postedOn: '2026-02-01' }, { zone: 'theme' })
  board.card('insight', { postedOn: '2026-02-01' }, { zone: null })
  board.card('insight', { happenedOn: '2020-02-01', postedOn: '2026-03-01' })
  expect(waiting()).toEqual([])
  const second = board.card('chart', { postedOn: '2026-02-27' })
  expect(waiting()).toEqual([
    { message: 'A post has waited in the inbox for over 14 days: which theme is it part of?', cards: [second] },
  ])
  const first = board.card('quote', { happenedOn: '2026-01-27' })
  const message = '2 posts have waited in the inbox for over 14 days: which themes are they part of?'
  expect(waiting()).toEqual([{ message, cards: [first, second] }])
})

it('TPL-109: asks for thanks once there is a post, and again 14 days after the last ones', () => {
  const board = newWall()
  expect(found(board, 'no-recent-thanks')).toEqual([])
  board.card('insight', { postedOn: TODAY.today })
  const never = { message: 'No thanks on this wall lately: who made something easier?', cards: [] }
  expect(found(board, 'no-recent-thanks')).toEqual([never])
  board.card('thanks', { to: 'Mira' })
  expect(found(board, 'no-recent-thanks'), 'nobody knows how old these are').toEqual([never])
  board.card('thanks', { to: 'Mira', postedOn: '2026-02-27' })
  const message = 'The last thanks came on 2026-02-27: who has made something easier since?'
  expect(found(board, 'no-recent-thanks')).toEqual([{ message, cards: [] }])
  board.card('thanks', { to: 'Mira', happenedOn: '2026-02-28' }, { zone: null })
  expect(found(board, 'no-recent-thanks')).toEqual([])
})

it('TPL-110: the example lies in the inbox, oldest first, and leaves something open on purpose', () => {
  const findings = exampleBoard(ahaWall).read().findings
  expect(findings.map(({ rule }) => rule)).toEqual(['discipline-silent', 'failure-without-lesson', 'waiting-in-inbox'])
  const cards = ahaWall.example?.(TODAY).cards ?? []
  expect(cards.length).toBeGreaterThanOrEqual(12)
  expect(cards.length).toBeLessThanOrEqual(20)
  expect(new Set(cards.map(({ kind }) => kind))).toEqual(new Set(kinds.map(({ id }) => id)))
  expect(cards.filter(({ zone }) => zone !== undefined)).toEqual([])
  const days = cards.map(({ fields }) => fields['postedOn'])
  expect(days).toEqual([...days].sort())
})
