import { expect, it } from 'vitest'
import { COLUMN_LIMIT } from '../../../../shared/templates/responsibilities-matrix/matrixTables.ts'
import { responsibilitiesMatrix } from '../../../../shared/templates/responsibilities-matrix/responsibilitiesMatrix.ts'
import { csv } from '../../../../shared/templates/render/csv.ts'
import { BoardBuilder } from '../BoardBuilder.ts'
import { MatrixBuilder } from './MatrixBuilder.ts'

function tableOf(board: BoardBuilder, id: string): { titles: string[]; rows: string[][] } {
  const table = board
    .read()
    .view()
    .sections.find((section) => section.id === id)
  if (table?.type !== 'table') throw new Error(`${id} is a table`)
  return {
    titles: table.columns.map(({ title }) => title),
    rows: table.groups.flatMap(({ rows }) =>
      rows.map((row) => row.map((cell) => cell.map(({ text }) => text).join('; '))),
    ),
  }
}

function listOf(board: BoardBuilder, id: string): string[] {
  const list = board
    .read()
    .view()
    .sections.find((section) => section.id === id)
  if (list?.type !== 'list') throw new Error(`${id} is a list`)
  return list.items.map(({ text, note }) => `${text} | ${note}`)
}

function smallMatrix() {
  const board = new MatrixBuilder()
  const discovery = board.phase('Discovery', { startsOn: '2026-03-01' })
  const build = board.phase('Build')
  board.role(discovery, board.lead, { role: 'Product', person: 'Mira', decides: 'decides', discipline: 'product' })
  board.role(discovery, board.support, { role: 'AI', person: 'Aylin', suggested: true })
  board.role(build, board.lead, { person: 'Aylin' })
  board.role(build, board.review, { role: 'Legal', mayBlock: true })
  board.card('hand-off', { phase: discovery, what: 'Notes' })
  return { board, discovery, build }
}

it('TPL-180: the main table has phases down, columns across and the hand-off beside them', () => {
  const { board } = smallMatrix()
  expect(tableOf(board, 'matrix')).toEqual({
    titles: ['Phase', 'Lead', 'Support', 'Review', 'Hand-off to the next phase'],
    rows: [
      ['Discovery; starts on 2026-03-01', 'Product: Mira (decides)', 'AI: Aylin (suggested)', '', 'Notes'],
      ['Build', 'Aylin', '', 'Legal (may block)', ''],
    ],
  })
  expect(csv.render({ boardId: 'b', title: 'B', readings: [board.read()] })).toBe(
    'Phase,Lead,Support,Review,Hand-off to the next phase\r\n' +
      'Discovery; starts on 2026-03-01,Product: Mira (decides),AI: Aylin (suggested),,Notes\r\n' +
      'Build,Aylin,,Legal (may block),\r\n',
  )
})

it('TPL-180: what is in columns beyond the limit shares one, under their names', () => {
  const board = new BoardBuilder(responsibilitiesMatrix)
  const phase = board.card('phase', { name: 'Build' })
  const parts = Array.from({ length: COLUMN_LIMIT + 2 }, (_, at) => board.card('part', { name: `Column ${at + 1}` }))
  for (const part of parts) board.card('role', { role: 'QA', phase, part })
  const { titles, rows } = tableOf(board, 'matrix')
  expect(titles).toHaveLength(COLUMN_LIMIT + 3)
  expect(titles.at(-2)).toBe('Further columns')
  expect(rows[0]?.slice(-3)).toEqual(['QA', 'Column 26: QA; Column 27: QA', ''])
})

it('TPL-180: a renamed column keeps its meaning, and an empty matrix says how to begin', () => {
  const board = new MatrixBuilder()
  const owns = board.card('part', { name: 'Owns it', actsAs: 'lead' })
  board.role(board.phase('Build'), owns, { role: 'QA' })
  expect(tableOf(board, 'matrix').titles).toContain('Owns it')
  expect(tableOf(board, 'raci').rows).toEqual([['Build', 'QA', 'QA', '', '']])
  const [matrix] = new BoardBuilder(responsibilitiesMatrix).read().view().sections
  expect(matrix).toMatchObject({ id: 'matrix', empty: expect.stringContaining('No phase yet') as unknown })
})

it('TPL-177: the RACI table says who may block', () => {
  const { board } = smallMatrix()
  expect(tableOf(board, 'raci')).toEqual({
    titles: ['Phase', 'Responsible', 'Accountable', 'Consulted', 'Informed'],
    rows: [
      ['Discovery', 'Product: Mira', 'Product: Mira', 'AI: Aylin', ''],
      ['Build', 'Aylin', 'Aylin', 'Legal (may block)', ''],
    ],
  })
})

it('TPL-177: a role that says neither a role nor a person is called empty, whatever else it says', () => {
  const board = new MatrixBuilder()
  board.role(board.phase('Build'), board.review, { mayBlock: true, discipline: 'risk' })
  expect(tableOf(board, 'raci').rows).toEqual([['Build', '', '', 'Empty role (may block)', '']])
  expect(tableOf(board, 'matrix').rows[0]?.[3]).toBe('Empty role (may block)')
})

it('TPL-181: the list of people says what each does in which phase', () => {
  const { board, build } = smallMatrix()
  const guests = board.card('part', { name: 'Guests' })
  board.role(build, guests, { role: 'Reader', person: 'Mira' })
  board.card('role', { person: 'mira' })
  expect(listOf(board, 'people')).toEqual([
    'Mira | leads Discovery as Product · Guests in Build as Reader · has a part outside the table',
    'Aylin | supports Discovery as AI · leads Build',
  ])
  for (let count = 0; count < 30; count++) board.role(build, board.support, { person: 'Aylin' })
  expect(listOf(board, 'people')[1]).toMatch(/ · and 7 more$/u)
})

it('TPL-181: the list of hand-offs says the way, what goes, who stays on and what is agreed', () => {
  const { board, build } = smallMatrix()
  board.card('hand-off', {
    phase: build,
    what: 'A model',
    deliverables: ['model card', 'log'],
    staysOn: 'Aylin',
    staysUntil: '2026-05-01',
    reviewCadence: 'weekly',
    definitionOfDone: 'It runs.',
    agreedBy: ['Aylin (AI)', 'Mira (Product)'],
    accepted: true,
  })
  board.card('hand-off', { what: 'Lost', staysOn: 'Aylin' })
  expect(listOf(board, 'hand-offs')).toEqual([
    'Notes | from Discovery to Build · no deliverable yet · nobody stays on yet · no definition of done yet · nobody has agreed yet · not accepted yet',
    'A model | from Build, the last phase · model card, log · Aylin stays on, until 2026-05-01 · weekly · done when: It runs. · agreed by Aylin (AI), Mira (Product) · accepted',
    'Lost | from no phase of the table · no deliverable yet · Aylin stays on, nobody has said until when · no definition of done yet · nobody has agreed yet · not accepted yet',
  ])
})

it('TPL-181: the list outside the table says why', () => {
  const { board, build } = smallMatrix()
  expect(listOf(board, 'outside')).toEqual([])
  board.card('role', { role: 'QA', person: 'Jonas', phase: build, part: 'shape:gone' })
  board.card('role')
  board.card('hand-off', { what: 'Lost', phase: 'shape:gone' })
  expect(listOf(board, 'outside')).toEqual([
    'QA: Jonas | Role · its column is gone',
    'Empty role | Role · no phase named yet · no column named yet',
    'Lost | Hand-off · its phase is gone',
  ])
})

it('TPL-181: the tables of all cards say phases, columns and disciplines by their names', () => {
  const { board } = smallMatrix()
  board.card('role', { role: 'QA', phase: 'shape:gone', part: 'shape:gone' })
  const { titles, rows } = tableOf(board, 'all-role')
  const column = (title: string) => rows.map((row) => row[titles.indexOf(title)])
  expect(column('Phase')).toEqual(['Discovery', 'Discovery', 'Build', 'Build', 'a phase that is gone'])
  expect(column('Column')).toEqual(['Lead', 'Support', 'Lead', 'Review', 'a column that is gone'])
  expect(column('Discipline')).toEqual(['Product', '', '', '', ''])
  expect(tableOf(board, 'all-hand-off').rows[0]?.at(-1)).toBe('Discovery')
})
