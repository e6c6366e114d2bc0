import { expect, it } from 'vitest'
import type { BoardModel } from '../../../../shared/templates/boardModel.ts'
import { arrangeBoard } from '../../../../shared/templates/arrangeBoard.ts'
import { validateFieldsInput } from '../../../../shared/templates/fieldInput.ts'
import type { Role } from '../../../../shared/templates/responsibilities-matrix/kinds.ts'
import { readMatrix } from '../../../../shared/templates/responsibilities-matrix/matrixModel.ts'
import { responsibilitiesMatrix } from '../../../../shared/templates/responsibilities-matrix/responsibilitiesMatrix.ts'
import type { RaciEntry } from '../../../../shared/templates/responsibilities-matrix/raci.ts'
import type { BoardBuilder } from '../BoardBuilder.ts'
import { MatrixBuilder, startBoard } from './MatrixBuilder.ts'

const names = (cards: readonly Role[]) => cards.map(({ fields }) => fields.role)

function read(board: BoardBuilder | BoardModel) {
  const model = 'cards' in board ? board : board.model
  return readMatrix(arrangeBoard(model, responsibilitiesMatrix.id))
}

it('TPL-160: a new board suggests who usually leads, supports and reviews', () => {
  const { rows, roles, outside } = read(startBoard())
  expect(
    rows.map(({ phase, lead, support, review }) => [phase.fields.name, names(lead), names(support), names(review)]),
  ).toEqual([
    ['Discovery', ['Product Manager'], ['AI Lead', 'Design', 'Data Analyst'], ['Business Stakeholders']],
    [
      'Proof of concept and solution design',
      ['AI Lead'],
      ['Product Manager', 'Designer', 'MLOps Engineer'],
      ['Architecture', 'Security', 'Legal'],
    ],
    ['Build and iteration', ['Engineering', 'MLOps'], ['AI Lead', 'Product Manager'], ['QA', 'Design']],
    ['Controlled rollout (beta)', ['Product Manager'], ['AI Lead', 'CX', 'DataOps'], ['Compliance', 'Risk']],
    [
      'Post-launch industrialisation',
      ['AI Lead'],
      ['Product Manager', 'Infra', 'Security'],
      ['Leadership', 'Data Governance'],
    ],
  ])
  expect(roles).toHaveLength(30)
  expect(outside).toEqual({ roles: [], handOffs: [] })
  for (const { fields } of roles) {
    expect(fields.suggested).toBe(true)
    expect(fields.discipline, fields.role).not.toBeNull()
  }
  for (const { phase } of rows) expect(phase.fields.prompt).not.toBe('')
})

it('TPL-160: it holds only what its kinds allow, and names cards that stand before', () => {
  const seen = new Set<string>()
  for (const { key, kind, fields, refs } of responsibilitiesMatrix.start?.cards ?? []) {
    const definition = responsibilitiesMatrix.kinds.find(({ id }) => id === kind)
    expect(definition && validateFieldsInput(definition, fields)).toEqual([])
    for (const other of Object.values(refs ?? {})) expect(seen).toContain(other)
    expect(seen).not.toContain(key)
    seen.add(key)
  }
})

it('TPL-175: roles stand under what their columns act as, by column and then by card', () => {
  const board = new MatrixBuilder()
  const guests = board.card('part', { name: 'Guests' })
  const helpers = board.card('part', { name: 'Helpers', actsAs: 'support' })
  const build = board.phase('Build')
  const rollout = board.phase('Rollout')
  board.role(build, helpers, { role: 'Third' })
  board.role(build, board.support, { role: 'First' })
  board.role(build, board.support, { role: 'Second' })
  board.role(build, guests, { role: 'Guest' })
  board.role(rollout, board.lead, { role: 'Lead' })
  const rows = read(board).rows.map(({ phase, lead, support, review, other }) => [
    phase.fields.name,
    ...[lead, support, review, other].map(names),
  ])
  expect(rows).toEqual([
    ['Build', [], ['First', 'Second', 'Third'], [], ['Guest']],
    ['Rollout', ['Lead'], [], [], []],
  ])
})

it('TPL-175: an empty page has no rows', () => {
  const { rows, raci, people, handOffs } = read({ cards: [], links: [], zones: [] })
  expect([rows, raci, people, handOffs]).toEqual([[], [], [], []])
})

it('TPL-176: a hand-off leads to the phase in the next row, and to none after the last', () => {
  const board = new MatrixBuilder()
  const [first, second] = [board.phase('Discovery'), board.phase('Build')]
  board.card('hand-off', { phase: second })
  board.card('hand-off', { phase: first })
  board.card('hand-off', { phase: board.lead })
  expect(read(board).handOffs.map(({ from, to }) => [from, to])).toEqual([
    [second, null],
    [first, second],
    [null, null],
  ])
  expect(read(board).rows.map(({ next, handOffs }) => [next, handOffs.length])).toEqual([
    [second, 1],
    [null, 1],
  ])
})

it('TPL-176: the last phase of one matrix does not lead into the first of another', () => {
  const board = new MatrixBuilder()
  const [first, second] = [board.phase('Discovery'), board.phase('Build')]
  const { cards, links, zones } = board.model
  const again = { id: 'shape:zone-again', template: responsibilitiesMatrix.id, zone: 'matrix', title: '' }
  const moved = cards.map((card) => (card.id === second ? { ...card, zoneShapeId: again.id } : card))
  expect(read({ cards, links, zones }).rows.map(({ next }) => next)).toEqual([second, null])
  const rows = read({ cards: moved, links, zones: [...zones, again] }).rows
  expect(new Set(rows.map(({ phase, next }) => `${phase.id} ${String(next)}`))).toEqual(
    new Set([`${first} null`, `${second} null`]),
  )
})

it('TPL-177: as RACI, by column and by who does the work', () => {
  const board = new MatrixBuilder()
  const guests = board.card('part', { name: 'Guests' })
  const phase = board.phase('Build')
  board.role(phase, board.lead, { role: 'Lead', decides: 'informed' })
  board.role(phase, board.support, { role: 'Worker', doesTheWork: true, person: 'Jonas' })
  board.role(phase, board.support, { role: 'Adviser', doesTheWork: false })
  board.role(phase, board.review, { role: 'Legal', mayBlock: true, doesTheWork: true })
  board.role(phase, guests, { role: 'Reader', decides: 'informed' })
  board.role(phase, guests, { role: 'Guest' })
  const [row] = read(board).raci
  const short = (entries: readonly RaciEntry[] = []) =>
    entries.map(({ role, mayBlock }) => (mayBlock ? `${role}!` : role))
  expect(row?.phase).toBe(phase)
  expect(short(row?.responsible)).toEqual(['Lead', 'Worker'])
  expect(short(row?.accountable)).toEqual(['Lead'])
  expect(short(row?.consulted)).toEqual(['Adviser', 'Legal!'])
  expect(short(row?.informed)).toEqual(['Reader'])
})

it('TPL-178: a person has one entry, whatever the case and the white space of the name', () => {
  const board = new MatrixBuilder()
  const [first, second] = [board.phase('Discovery'), board.phase('Build')]
  const outside = board.card('role', { person: 'MIRA LINDQVIST' })
  const review = board.role(second, board.review, { person: ' mira\u00a0 lindqvist' })
  const other = board.role(second, board.lead, { person: 'To\u0301mas' })
  const composed = board.role(second, board.review, { person: 'T\u00f3mas' })
  const lead = board.role(first, board.lead, { person: 'Mira Lindqvist' })
  board.role(first, board.support, { role: 'Nobody yet' })
  expect(read(board).people).toEqual([
    {
      name: 'Mira Lindqvist',
      tasks: [
        { id: lead, phase: first, part: board.lead, as: 'lead' },
        { id: review, phase: second, part: board.review, as: 'review' },
        { id: outside, phase: null, part: null, as: null },
      ],
    },
    {
      name: 'To\u0301mas',
      tasks: [
        { id: other, phase: second, part: board.lead, as: 'lead' },
        { id: composed, phase: second, part: board.review, as: 'review' },
      ],
    },
  ])
})

it('TPL-179: what names no cell that is there is listed with the reason, and is in no row', () => {
  const board = new MatrixBuilder()
  const phase = board.phase('Build')
  const nowhere = board.card('role')
  const noColumn = board.card('role', { phase })
  const gone = board.role('shape:gone', 'shape:gone')
  // A phase is no column and a column no phase.
  const swapped = board.role(board.lead, phase)
  board.role(phase, board.lead)
  const noPhase = board.card('hand-off')
  const { outside, rows } = read(board)
  expect(outside.roles.map(({ card, lacks }) => [card.id, lacks])).toEqual([
    [nowhere, ['no-phase', 'no-column']],
    [noColumn, ['no-column']],
    [gone, ['phase-gone', 'column-gone']],
    [swapped, ['phase-gone', 'column-gone']],
  ])
  expect(outside.handOffs.map(({ card, lacks }) => [card.id, lacks])).toEqual([[noPhase, ['no-phase']]])
  expect(rows.map(({ lead, other }) => [lead.length, other.length])).toEqual([[1, 0]])
})
