import { expect, it } from 'vitest'
import { preMortem } from '../../../../shared/templates/pre-mortem/preMortem.ts'
import { exampleBoard } from '../BoardBuilder.ts'
import { PreMortemBoard } from './PreMortemBoard.ts'

/** The main table as text: each group with its rows, each cell with its pieces. */
function tableOf(board: Pick<PreMortemBoard, 'read'>): Record<string, string[][][]> {
  const [table] = board.read().view().sections
  if (table?.type !== 'table') throw new Error('The first section is the table')
  return Object.fromEntries(
    table.groups.map(({ id, rows }) => [id, rows.map((row) => row.map((cell) => cell.map(({ text }) => text)))]),
  )
}

it('TPL-247: the table has a story with its risk, its signs and who watches, its precautions, their owners and days', () => {
  const board = new PreMortemBoard()
  const told = board.card('story', { whatHappened: 'Nobody came', toldBy: 'Mira', likelihood: 4, harm: 5 })
  board.link(told, board.card('sign', { whatWeSee: 'Empty seats', watchedBy: 'Jonas' }))
  board.link(told, board.card('sign', { whatWeSee: 'Silence' }))
  board.link(board.card('precaution', { whatWeDo: 'Ask first', owner: 'Priya', doneBy: '2026-04-01' }), told)
  board.link(board.card('precaution', { whatWeDo: 'Ask again', doneBy: '2026-03-01' }), told)
  board.link(board.card('precaution', { whatWeDo: 'Ask early', doneBy: '2026-03-01', done: true }), told)
  board.link(board.card('precaution', { whatWeDo: 'Wait' }), told)
  expect(tableOf(board)).toEqual({
    told: [
      [
        ['20'],
        ['Nobody came'],
        ['Mira'],
        ['Empty seats', 'Silence'],
        ['Jonas', 'Nobody yet'],
        ['Ask first', 'Ask again', 'Ask early', 'Wait'],
        ['Priya', 'Nobody yet', 'Nobody yet', 'Nobody yet'],
        ['2026-04-01', '2026-03-01, which has passed', 'Done', 'No date yet'],
      ],
    ],
    signs: [],
    precautions: [],
  })
})

it('TPL-247: signs and precautions that are for no story stand below the stories', () => {
  const board = new PreMortemBoard()
  board.card('story', { whatHappened: 'Nobody came' })
  board.card('sign', { whatWeSee: 'Rain' })
  board.card('precaution', { whatWeDo: 'Umbrellas' })
  expect(tableOf(board)).toEqual({
    told: [[['Not weighed'], ['Nobody came'], [], [], [], [], [], []]],
    signs: [[[], [], [], ['Rain'], ['Nobody yet'], [], [], []]],
    precautions: [[[], [], [], [], [], ['Umbrellas'], ['Nobody yet'], ['No date yet']]],
  })
})

it('TPL-247: the glance counts, and a tripwire says who stops, who signed and which signs pull it', () => {
  const sections = exampleBoard(preMortem).read().view().sections
  const glance = sections.find(({ id }) => id === 'glance')
  const facts = glance?.type === 'facts' ? glance.facts.map(({ label, value }) => `${label}: ${value.text}`) : []
  expect(facts).toEqual([
    'Product told: 4 stories',
    'AI told: 4 stories',
    'Likely and harmful: 5, of which 4 with a sign and a precaution',
    'Precautions: 5, of which 1 done',
  ])
  const tripwires = sections.find(({ id }) => id === 'tripwires')
  expect(tripwires?.type === 'list' ? tripwires.items.map(({ note }) => note) : []).toEqual([
    'Mira Lindqvist says so · signed by Mira Lindqvist (product), Priya Nair (AI) · pulled by “Clicks on slots rise for two weeks, and baskets with a recommended product do…”',
  ])
})
