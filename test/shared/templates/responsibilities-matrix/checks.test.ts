import { describe, expect, it } from 'vitest'
import type { CardFields } from '../../../../shared/templates/field.ts'
import { responsibilitiesMatrix } from '../../../../shared/templates/responsibilities-matrix/responsibilitiesMatrix.ts'
import { exampleBoard, TODAY } from '../BoardBuilder.ts'
import { found, MatrixBuilder, startBoard } from './MatrixBuilder.ts'

it('TPL-161: asks who leads a phase until a role in a lead column says who', () => {
  const board = new MatrixBuilder()
  const phase = board.phase('Build')
  board.role(phase, board.support, { role: 'Design' })
  board.role(phase, board.lead, { role: ' ' })
  const finding = { message: 'Nobody leads this phase yet', cards: [phase] }
  expect(found(board, 'phase-without-lead'), 'an empty role leads nothing').toEqual([finding])
  board.role(phase, board.lead, { person: 'Mira', suggested: true })
  expect(found(board, 'phase-without-lead')).toEqual([])
})

it('TPL-161: a lead whose column is gone leads nothing, and one outside the zone does', () => {
  const board = new MatrixBuilder()
  const phase = board.phase('Build')
  board.role(phase, 'shape:gone', { role: 'Design' })
  expect(found(board, 'phase-without-lead')).toHaveLength(1)
  board.card('role', { phase, part: board.lead, role: 'Design' }, { zone: null })
  expect(found(board, 'phase-without-lead')).toEqual([])
})

describe('phase-with-several-leads', () => {
  const rule = 'phase-with-several-leads'

  it('TPL-162: asks which of two leads decides, until exactly one is said to', () => {
    const lead = (first: CardFields, second: CardFields) => {
      const board = new MatrixBuilder()
      const phase = board.phase('Build')
      const cards = [phase, board.role(phase, board.lead, first), board.role(phase, board.lead, second)]
      return {
        found: found(board, rule),
        finding: { message: 'Two lead this phase. Which of the two decides?', cards },
      }
    }
    const open = lead({ role: 'Engineering' }, { role: 'MLOps' })
    expect(open.found).toEqual([open.finding])
    const both = lead({ role: 'Engineering', decides: 'decides' }, { role: 'MLOps', decides: 'decides' })
    expect(both.found).toEqual([both.finding])
    expect(lead({ role: 'Engineering', decides: 'decides' }, { role: 'MLOps', decides: 'contributes' }).found).toEqual(
      [],
    )
  })

  it('TPL-162: counts three, over several lead columns', () => {
    const board = new MatrixBuilder()
    const phase = board.phase('Build')
    const coLead = board.card('part', { name: 'Co-lead', actsAs: 'lead' })
    for (const role of ['A', 'B']) board.role(phase, board.lead, { role })
    board.role(phase, coLead, { role: 'C' })
    expect(found(board, rule).map(({ message }) => message)).toEqual(['3 lead this phase. Which of them decides?'])
  })

  it('TPL-162: two roles of one person are one lead, and two phases have one each', () => {
    const board = new MatrixBuilder()
    const phase = board.phase('Build')
    board.role(phase, board.lead, { role: 'Engineering', person: 'Lena Vogt' })
    board.role(phase, board.lead, { role: 'MLOps', person: 'lena  vogt' })
    board.role(board.phase('Rollout'), board.lead, { role: 'MLOps' })
    expect(found(board, rule)).toEqual([])
  })
})

it('TPL-163: asks who reviews a phase until a role in a review column says who', () => {
  const board = new MatrixBuilder()
  const phase = board.phase('Build')
  board.role(phase, board.review)
  expect(found(board, 'phase-without-review')).toEqual([{ message: 'Nobody reviews this phase yet', cards: [phase] }])
  board.role(phase, board.review, { role: 'QA' })
  expect(found(board, 'phase-without-review')).toEqual([])
})

describe('lead-also-reviews', () => {
  it.each<[string, CardFields, CardFields]>([
    ['Lena Vogt', { role: 'Engineering', person: 'Lena Vogt' }, { role: 'QA', person: ' lena vogt' }],
    ['Design', { role: 'Design' }, { role: 'design' }],
    ['Priya', { role: 'Design', person: 'Priya' }, { role: 'Design' }],
    ['Design', { role: 'Design' }, { role: 'Design', person: 'Priya' }],
  ])('TPL-164: asks who else could look again where %s does both', (who, lead, review) => {
    const board = new MatrixBuilder()
    const phase = board.phase('Build')
    const cards = [board.role(phase, board.lead, lead), board.role(phase, board.review, review)]
    const message = `${who} leads this phase and reviews it too: who else could look again?`
    expect(found(board, 'lead-also-reviews')).toEqual([{ message, cards }])
  })

  it('TPL-164: says nothing of two people in one role, of empty roles, or of another phase', () => {
    const board = new MatrixBuilder()
    const phase = board.phase('Build')
    board.role(phase, board.lead, { role: 'Design', person: 'Priya' })
    board.role(phase, board.review, { role: 'Design', person: 'Mira' })
    board.role(phase, board.lead)
    board.role(phase, board.review)
    board.role(board.phase('Rollout'), board.review, { role: 'Risk', person: 'Priya' })
    expect(found(board, 'lead-also-reviews')).toEqual([])
  })
})

it('TPL-165: says which side is absent from a phase, by the disciplines of its roles', () => {
  const board = new MatrixBuilder()
  const phase = board.phase('Build')
  const message = () => found(board, 'product-or-ai-absent').map((finding) => finding.message)
  expect(found(board, 'product-or-ai-absent')).toEqual([
    { message: 'Neither the product side nor the AI side has a part in this phase yet', cards: [phase] },
  ])
  board.role(phase, board.support, { role: 'Security', discipline: 'risk' })
  board.role(phase, board.support, { role: 'Data', discipline: 'Data' })
  expect(message()).toEqual(['Nobody from the product side has a part in this phase yet'])
  board.role(phase, board.review, { role: 'Design', discipline: 'design' })
  expect(message()).toEqual([])

  const product = new MatrixBuilder()
  product.role(product.phase('Build'), product.lead, { discipline: 'product' })
  expect(found(product, 'product-or-ai-absent').map((finding) => finding.message)).toEqual([
    'Nobody from the AI side has a part in this phase yet',
  ])
})

it('TPL-166: asks somebody who leads three phases which could be somebody else’s, not one who leads two', () => {
  const board = new MatrixBuilder()
  const cards = ['Build', 'Rollout'].map((name) =>
    board.role(board.phase(name), board.lead, { person: 'Mira Lindqvist' }),
  )
  const last = board.phase('After')
  board.role(last, board.support, { person: 'Mira Lindqvist' })
  expect(found(board, 'person-leads-many-phases')).toEqual([])
  cards.push(board.role(last, board.lead, { person: 'mira lindqvist ' }))
  expect(found(board, 'person-leads-many-phases')).toEqual([
    { message: 'Mira Lindqvist leads 3 phases: which of them could be somebody else’s?', cards },
  ])
})

it('TPL-166: two lead roles in one phase are one phase', () => {
  const board = new MatrixBuilder()
  const phase = board.phase('Build')
  for (const role of ['A', 'B', 'C']) board.role(phase, board.lead, { role, person: 'Mira' })
  expect(found(board, 'person-leads-many-phases')).toEqual([])
})

describe('role-without-person', () => {
  const rule = 'role-without-person'

  it('TPL-167: asks for people from the day on which the phase starts, not before', () => {
    const board = new MatrixBuilder()
    for (const startsOn of ['2026-03-15', null])
      board.role(board.phase('Later', { startsOn }), board.lead, { role: 'QA' })
    expect(found(board, rule)).toEqual([])
    const phase = board.phase('Build', { startsOn: TODAY.today })
    const open = board.role(phase, board.lead, { role: 'QA' })
    board.role(phase, board.support, { role: 'Design', person: 'Priya' })
    expect(found(board, rule)).toEqual([
      { message: 'Build has begun, and nobody is named for this role yet', cards: [open] },
    ])
  })

  it('TPL-167: has one finding a phase, with roles of every column', () => {
    const board = new MatrixBuilder()
    const phase = board.phase('Build', { startsOn: '2026-01-01' })
    const guest = board.card('part', { name: 'Guests' })
    const cards = [board.lead, board.review, guest].map((part) => board.role(phase, part, { role: 'QA' }))
    expect(found(board, rule)).toEqual([
      { message: 'Build has begun, and nobody is named for 3 of its roles yet', cards },
    ])
  })
})

it('TPL-168: asks what a phase hands over, except the last', () => {
  const board = new MatrixBuilder()
  const first = board.phase('Discovery')
  expect(found(board, 'phase-without-hand-off')).toEqual([])
  board.phase('Build')
  expect(found(board, 'phase-without-hand-off')).toEqual([
    { message: 'Nobody has said yet what this phase hands to the next', cards: [first] },
  ])
  board.card('hand-off', { phase: first })
  expect(found(board, 'phase-without-hand-off')).toEqual([])
})

describe('hand-off-incomplete', () => {
  const WHOLE: CardFields = {
    deliverables: ['model card'],
    staysOn: 'Aylin',
    staysUntil: '2026-05-01',
    definitionOfDone: 'It runs.',
  }

  it.each<[string, CardFields]>([
    ['This hand-off has no deliverable yet: what does the next phase begin with?', { ...WHOLE, deliverables: [' '] }],
    ['This hand-off has no definition of done yet: how would both sides know?', { ...WHOLE, definitionOfDone: ' ' }],
    ['This hand-off has no overlap yet: who stays on, and until when?', { ...WHOLE, staysOn: '', staysUntil: null }],
    ['Aylin stays on after this hand-off: until when?', { ...WHOLE, staysUntil: 'some day' }],
    ['Somebody stays on after this hand-off until 2026-05-01: who?', { ...WHOLE, staysOn: '' }],
    ['This hand-off has no overlap and no definition of done yet', { deliverables: ['model card'] }],
    ['This hand-off has no deliverable, no overlap and no definition of done yet', {}],
  ])('TPL-169: says "%s"', (message, fields) => {
    const board = new MatrixBuilder()
    const card = board.card('hand-off', fields)
    expect(found(board, 'hand-off-incomplete')).toEqual([{ message, cards: [card] }])
  })

  it('TPL-169: says nothing of a hand-off with all three', () => {
    const board = new MatrixBuilder()
    board.card('hand-off', WHOLE)
    expect(found(board, 'hand-off-incomplete')).toEqual([])
  })
})

it('TPL-170: counts what is only suggested, in one note', () => {
  const board = new MatrixBuilder()
  const phase = board.phase('Build')
  board.role(phase, board.lead, { role: 'QA', suggested: false })
  expect(found(board, 'suggestions-open')).toEqual([])
  const first = board.role(phase, board.lead, { role: 'QA', suggested: true })
  expect(found(board, 'suggestions-open')).toEqual([
    { message: 'One role is still a suggestion: does it hold for us?', cards: [first] },
  ])
  const second = board.card('role', { suggested: true })
  expect(found(board, 'suggestions-open')).toEqual([
    { message: '2 roles are still suggestions: which of them hold for us?', cards: [first, second] },
  ])
})

it('TPL-170: on a new board suggestions count as confirmed, so only what is open is asked', () => {
  const rules = startBoard()
    .read()
    .findings.map(({ rule }) => rule)
  const handOffs = Array<string>(4).fill('phase-without-hand-off')
  expect(rules).toEqual(['phase-with-several-leads', ...handOffs, 'suggestions-open'])
})

it('TPL-171: the example leaves findings on purpose', () => {
  const { findings } = exampleBoard(responsibilitiesMatrix).read()
  expect([...new Set(findings.map(({ rule }) => rule))]).toEqual([
    'phase-with-several-leads',
    'lead-also-reviews',
    'role-without-person',
    'phase-without-hand-off',
    'hand-off-incomplete',
    'suggestions-open',
  ])
  expect(findings.length).toBeLessThanOrEqual(10)
})

it('TPL-171: the example has every card of a new board', () => {
  const keysOf = (cards: readonly { key: string; kind: string }[] = []) =>
    cards.map(({ key, kind }) => `${kind} ${key}`)
  const example = keysOf(responsibilitiesMatrix.example?.(TODAY).cards)
  const start = keysOf(responsibilitiesMatrix.start?.cards)
  expect(example.slice(0, start.length)).toEqual(start)
  expect(example.slice(start.length)).toEqual([
    'hand-off after-discovery',
    'hand-off after-concept',
    'hand-off after-rollout',
  ])
})
