import { expect, it } from 'vitest'
import { ahaWall } from '../../../../shared/templates/aha-wall/ahaWall.ts'
import { digest } from '../../../../shared/templates/aha-wall/digest.ts'
import { digestSections } from '../../../../shared/templates/aha-wall/digestView.ts'
import { readPosts } from '../../../../shared/templates/aha-wall/posts.ts'
import type { Section } from '../../../../shared/templates/readingView.ts'
import { BoardBuilder, TODAY } from '../BoardBuilder.ts'
import { withTheme } from './withTheme.ts'

function smallWall() {
  const board = new BoardBuilder(ahaWall)
  const insight = board.card('insight', {
    text: 'Old phones matter',
    author: 'Mira',
    discipline: 'product',
    postedOn: '2026-03-01',
    tags: ['phones'],
    reactions: ['yes a', 'aha a', 'yes b'],
    replies: ['2026-03-14T09:30:00Z Bo (product): Since when?', '2026-03-13T18:05:00Z Ada (AI): So: they do'],
  })
  const failure = board.card(
    'failure',
    { text: 'The page jumped', lesson: 'Test on old phones', postedOn: '2026-03-10', tags: ['phones', 'speed'] },
    { zone: 'theme' },
  )
  const thanks = board.card('thanks', { text: 'For the phone', to: 'Care', discipline: 'AI' }, { zone: null })
  const empty = board.card('chart')
  const model = withTheme(board.model, 'June 2026')
  return { model, insight, failure, thanks, empty, view: ahaWall.read(model, TODAY).view() }
}

function sectionOf(sections: readonly Section[], id: string): Section {
  const section = sections.find((candidate) => candidate.id === id)
  if (section === undefined) throw new Error(`no section ${id}`)
  return section
}

/** A table line by line, its groups by their titles. */
function lines(section: Section): [string, string[]][] {
  if (section.type !== 'table') throw new Error(`${section.id} is a table`)
  return section.groups.map(({ title, rows }) => [
    title,
    rows.map((row) => row.map((cell) => cell.map(({ text }) => text).join('/')).join('|')),
  ])
}

it('TPL-118: the table of posts comes first, week by week, with lesson and thanked beside the text', () => {
  const [table] = smallWall().view.sections
  if (table?.type !== 'table') throw new Error('the posts are a table')
  expect(table.columns.map(({ title }) => title)).toEqual([
    'When',
    'Kind',
    'Who',
    'Discipline',
    'What',
    'Tags',
    'Reactions',
    'Replies',
    'Where',
  ])
  expect(lines(table)).toEqual([
    [
      '2026-W11, 2026-03-09 to 2026-03-15',
      ['2026-03-10|Failure|||The page jumped/Lesson: Test on old phones|phones, speed|||June 2026'],
    ],
    ['2026-W09, 2026-02-23 to 2026-03-01', ['2026-03-01|Insight|Mira|Product|Old phones matter|phones|3|2|Inbox']],
    ['Without a day', ['|Thanks||AI|For the phone/To: Care||||', '|Chart|||Empty chart||||Inbox']],
  ])
})

it('TPL-118: a long text stands in the table as it was written', () => {
  const board = new BoardBuilder(ahaWall)
  const text = 'All of it. '.repeat(100).trim()
  board.card('insight', { text })
  expect(JSON.stringify(board.read().view().sections[0])).toContain(text)
})

it('TPL-119: replies stand in full in the detail, in the order in which they were written', () => {
  const { view, insight } = smallWall()
  const replies = sectionOf(view.sections, 'replies')
  expect(replies.detail).toBe(true)
  expect(lines(replies)).toEqual([
    [
      'Replies',
      [
        'Old phones matter|2026-03-13 18:05|Ada|AI|So: they do',
        'Old phones matter|2026-03-14 09:30|Bo|product|Since when?',
      ],
    ],
  ])
  expect(JSON.stringify(replies)).toContain(insight)
})

it('TPL-120: weeks, counts, thanked and what repeats lead to their posts', () => {
  const { view, insight, failure, thanks, empty } = smallWall()
  const { sections } = view
  const weeks = sectionOf(sections, 'weeks')
  expect(weeks.type === 'list' && weeks.items).toEqual([
    { text: '2026-W11, 2026-03-09 to 2026-03-15: 1 post', note: 'Failure 1 · Not said 1', cards: [failure] },
    { text: '2026-W09, 2026-02-23 to 2026-03-01: 1 post', note: 'Insight 1 · Product 1', cards: [insight] },
  ])
  const glance = sectionOf(sections, 'glance')
  expect(glance.type === 'facts' && glance.facts.map(({ label, value }) => [label, value.text, value.cards])).toEqual([
    ['Posts', '4, in 2 weeks', [failure, insight, thanks, empty]],
    ['Insight', '1', [insight]],
    ['Chart', '1', [empty]],
    ['Failure', '1', [failure]],
    ['Thanks', '1', [thanks]],
    ['From AI', '1', [thanks]],
    ['From Product', '1', [insight]],
    ['From a discipline not said', '2', [failure, empty]],
  ])
  const thanked = sectionOf(sections, 'thanked')
  expect(thanked.type === 'list' && thanked.items).toEqual([{ text: 'Care', note: 'once', cards: [thanks] }])
  const repeats = sectionOf(sections, 'repeats')
  expect(repeats.type === 'list' && repeats.items).toEqual([
    { text: 'phones', note: '2 posts', cards: [failure, insight] },
  ])
  expect(sections.filter(({ id }) => id.startsWith('all-')).map(({ id, detail }) => [id, detail])).toEqual([
    ['all-insight', true],
    ['all-quote', true],
    ['all-chart', true],
    ['all-surprise', true],
    ['all-failure', true],
    ['all-thanks', true],
    ['all-fix', true],
  ])
})

it('TPL-116: a digest of a span draws as the whole wall does', () => {
  const { model } = smallWall()
  const sections = digestSections(digest(readPosts(model), { from: '2026-03-09', to: '2026-03-15' }))
  expect(lines(sectionOf(sections, 'posts')).map(([title, rows]) => [title, rows.length])).toEqual([
    ['2026-W11, 2026-03-09 to 2026-03-15', 1],
  ])
  expect(lines(sectionOf(sections, 'replies'))).toEqual([['Replies', []]])
})
