import { expect, it } from 'vitest'
import { ahaWall } from '../../../../shared/templates/aha-wall/ahaWall.ts'
import { digest, WHOLE_WALL } from '../../../../shared/templates/aha-wall/digest.ts'
import { digestSections } from '../../../../shared/templates/aha-wall/digestView.ts'
import { isoWeek } from '../../../../shared/templates/aha-wall/isoWeek.ts'
import { ABOUT_LIMIT, readPosts } from '../../../../shared/templates/aha-wall/posts.ts'
import { readWall } from '../../../../shared/templates/aha-wall/wallModel.ts'
import { BoardBuilder } from '../BoardBuilder.ts'
import { withTheme } from './withTheme.ts'

function newWall(): BoardBuilder {
  return new BoardBuilder(ahaWall)
}

/** Two weeks of a small team: four days with posts, and one post without a day. */
function smallWall() {
  const board = newWall()
  const undated = board.card('chart', { text: 'Some day', discipline: ' ', tags: ['Words'] })
  const old = board.card('insight', { postedOn: '2026-02-28', discipline: 'AI', tags: ['cold start', 'words'] })
  const sunday = board.card('thanks', { postedOn: '2026-03-08', discipline: 'design', to: 'mira ' })
  const monday = board.card('insight', { postedOn: '2026-03-09', discipline: 'ai', tags: ['Cold start', 'COLD START'] })
  const named = board.card('thanks', {
    happenedOn: '2026-03-10',
    discipline: 'Legal',
    to: 'Mira',
    tags: ['cold start'],
  })
  const nameless = board.card('thanks', { postedOn: '2026-03-10', happenedOn: '2026-01-01', tags: ['alone'] })
  return { board, undated, old, sunday, monday, named, nameless }
}

it('TPL-102: posts read newest first by the day they were posted, else by the day it happened', () => {
  const { board, undated, old, sunday, monday, named, nameless } = smallWall()
  const { posts } = readWall(board.model)
  expect(posts.map(({ id, day }) => [id, day])).toEqual([
    [named, '2026-03-10'],
    [nameless, '2026-03-10'],
    [monday, '2026-03-09'],
    [sunday, '2026-03-08'],
    [old, '2026-02-28'],
    [undated, null],
  ])
})

it('TPL-103: a post names its zone as people call it, and none where it lies outside', () => {
  const board = newWall()
  const inInbox = board.card('insight')
  const inTheme = board.card('insight', {}, { zone: 'theme' })
  const onPage = board.card('insight', {}, { zone: null })
  const titles = (title: string) => {
    const posts = readPosts(withTheme(board.model, title))
    return new Map(posts.map(({ id, zoneTitle }) => [id, zoneTitle]))
  }
  expect(titles(' June 2026 ')).toEqual(
    new Map([
      [inInbox, 'Inbox'],
      [inTheme, 'June 2026'],
      [onPage, ''],
    ]),
  )
  expect(titles(' ').get(inTheme)).toBe('Theme')
})

it('TPL-104: a post is about what it is linked with, each once and so many at most', () => {
  const board = newWall()
  const hub = board.card('insight', { text: 'Hub' })
  const other = board.card('fix', { text: 'Other' })
  board.link(hub, other).link(other, hub).link(hub, hub).link(hub, 'shape:gone').linkToNote(hub)
  const about = (id: string) => readPosts(board.model).find((post) => post.id === id)?.about
  expect(about(hub)).toEqual([other])
  expect(about(other)).toEqual([hub])
  for (let count = 0; count < ABOUT_LIMIT; count++) board.link(board.card('quote'), hub)
  expect(about(hub)).toHaveLength(ABOUT_LIMIT)
  const table = JSON.stringify(board.read().view().sections[0])
  expect(table).toContain('About: Other')
  expect(table).toContain('and about more')
  const empty = digestSections(digest(readPosts(board.model).slice(0, 1), WHOLE_WALL))
  expect(JSON.stringify(empty), 'what is linked lies outside this digest').not.toContain('About: ')
})

it.each([
  ['2026-03-14', '2026-W11', '2026-03-09', '2026-03-15'],
  ['2026-03-09', '2026-W11', '2026-03-09', '2026-03-15'],
  ['2026-03-08', '2026-W10', '2026-03-02', '2026-03-08'],
  ['2026-01-01', '2026-W01', '2025-12-29', '2026-01-04'],
  ['2027-01-01', '2026-W53', '2026-12-28', '2027-01-03'],
  ['2024-12-30', '2025-W01', '2024-12-30', '2025-01-05'],
  ['2021-01-03', '2020-W53', '2020-12-28', '2021-01-03'],
  ['0050-06-15', '0050-W24', '0050-06-13', '0050-06-19'],
])('TPL-111: %s lies in %s', (day, week, from, to) => {
  expect(isoWeek(day)).toEqual({ week, from, to })
})

it('TPL-112: weeks come newest first with their posts and counts; a post without a day is in none', () => {
  const { board, undated, old, sunday, monday, named, nameless } = smallWall()
  const { weeks, undated: outside } = readWall(board.model)
  expect(weeks.map(({ week, count, cards }) => [week, count, cards])).toEqual([
    ['2026-W11', 3, [named, nameless, monday]],
    ['2026-W10', 1, [sunday]],
    ['2026-W09', 1, [old]],
  ])
  expect(outside).toEqual([undated])
  expect(weeks[0]?.kinds).toEqual([
    { kind: 'insight', count: 1, cards: [monday] },
    { kind: 'thanks', count: 2, cards: [named, nameless] },
  ])
  expect(weeks[0]?.disciplines).toEqual([
    { discipline: 'ai', title: 'AI', count: 1, cards: [monday] },
    { discipline: 'legal', title: 'Legal', count: 1, cards: [named] },
    { discipline: null, title: 'Not said', count: 1, cards: [nameless] },
  ])
})

it('TPL-113: counts by kind and by discipline, whatever its case', () => {
  const { board, undated, old, sunday, monday, named, nameless } = smallWall()
  const model = readWall(board.model)
  expect(model.kinds).toEqual([
    { kind: 'insight', count: 2, cards: [monday, old] },
    { kind: 'chart', count: 1, cards: [undated] },
    { kind: 'thanks', count: 3, cards: [named, nameless, sunday] },
  ])
  expect(model.disciplines).toEqual([
    { discipline: 'ai', title: 'AI', count: 2, cards: [monday, old] },
    { discipline: 'design', title: 'Design', count: 1, cards: [sunday] },
    { discipline: 'legal', title: 'Legal', count: 1, cards: [named] },
    { discipline: null, title: 'Not said', count: 2, cards: [nameless, undated] },
  ])
})

it('TPL-114: says who was thanked and how often, and leaves out thanks to nobody by name', () => {
  const { board, sunday, named } = smallWall()
  const first = board.card('thanks', { to: 'Aylin' })
  expect(readWall(board.model).thanked).toEqual([
    { to: 'Mira', count: 2, cards: [named, sunday] },
    { to: 'Aylin', count: 1, cards: [first] },
  ])
})

it('TPL-115: what repeats are tags on two posts or more, counted once a post and whatever their case', () => {
  const { board, undated, old, monday, named } = smallWall()
  expect(readWall(board.model).tags).toEqual([
    { tag: 'cold start', count: 3, cards: [named, monday, old] },
    { tag: 'words', count: 2, cards: [old, undated] },
  ])
})

it('TPL-115: words that every object has, such as constructor, count like any other', () => {
  const board = newWall()
  const fields = { tags: ['constructor', '__proto__'], discipline: '__proto__', to: 'constructor' }
  board.card('thanks', fields)
  board.card('thanks', fields)
  const { tags, disciplines, thanked } = readWall(board.model)
  expect(tags.map(({ tag, count }) => [tag, count])).toEqual([
    ['__proto__', 2],
    ['constructor', 2],
  ])
  expect(disciplines.map(({ title, count }) => [title, count])).toEqual([['__proto__', 2]])
  expect(thanked.map(({ to, count }) => [to, count])).toEqual([['constructor', 2]])
})

it('TPL-116: a digest of a span has what lies within, both days included', () => {
  const { board, old, sunday, monday, named, nameless } = smallWall()
  const posts = readPosts(board.model)
  const idsIn = (from: string | null, to: string | null) => digest(posts, { from, to }).posts.map(({ id }) => id)
  expect(idsIn('2026-03-08', '2026-03-09')).toEqual([monday, sunday])
  expect(idsIn('2026-03-09', null)).toEqual([named, nameless, monday])
  expect(idsIn(null, '2026-03-08')).toEqual([sunday, old])
  expect(idsIn('2026-03-09', '2026-03-08')).toEqual([])
  const week = digest(posts, { from: '2026-03-08', to: '2026-03-09' })
  expect(week.weeks.map(({ week: name, count }) => [name, count])).toEqual([
    ['2026-W11', 1],
    ['2026-W10', 1],
  ])
  expect(week.thanked).toEqual([{ to: 'mira', count: 1, cards: [sunday] }])
  expect([week.undated, week.tags]).toEqual([[], []])
  expect(digest(posts, WHOLE_WALL)).toEqual(readWall(board.model))
})

it('TPL-116: the digest of an empty wall is empty', () => {
  expect(readWall({ cards: [], links: [], zones: [] })).toEqual({
    span: { from: null, to: null },
    posts: [],
    weeks: [],
    undated: [],
    kinds: [],
    disciplines: [],
    thanked: [],
    tags: [],
  })
})

it('TPL-117: a person counts once a symbol, and what is no reaction and no reply is passed over', () => {
  const board = newWall()
  board.card('insight', {
    reactions: ['yes a', 'yes a', 'yes b', 'hooray a', 'x a'],
    replies: ['2026-03-14T09:00:00Z Ada (AI): Yes', '2026-03-14T09:01:00Z Bo (product): No', 'no reply'],
  })
  expect(readPosts(board.model)[0]).toMatchObject({ reactionCount: 3, replyCount: 2 })
})

it('TPL-260: a reading of a span has that span’s model and view, and the findings of the whole board', () => {
  const { board, sunday, monday } = smallWall()
  const whole = board.read({ today: '2026-05-01' })
  const span = { from: '2026-03-08', to: '2026-03-09' }
  const week = board.read({ today: '2026-05-01', span })
  expect(week.model).toMatchObject({ span, posts: [{ id: monday }, { id: sunday }] })
  expect(whole.findings.length).toBeGreaterThan(0)
  expect(week.findings).toEqual(whole.findings)
  const facts = week.view().sections.find(({ id }) => id === 'glance')
  expect(facts?.type === 'facts' && facts.facts[0]?.value.text).toBe('2026-03-08 to 2026-03-09')
  const quiet = board.read({ today: '2026-05-01', span: { from: '2026-04-01', to: null } })
  expect(quiet.view().sections[0]).toMatchObject({ empty: 'Nothing was posted in these days.' })
  // Without bounds it is the reading that it always was.
  expect(board.read({ today: '2026-05-01', span: { from: null, to: null } }).model).toEqual(whole.model)
})
