import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { fillWithStory } from '../../../shared/board/create.ts'
import { boardModel } from '../../../shared/board/model.ts'
import { readBoard } from '../../../shared/board/read.ts'
import { traceBoard, TRACE_LIMIT, type TracedDecision, type TraceRow } from '../../../shared/board/trace.ts'
import { traceMarkdown, traceSections } from '../../../shared/board/traceView.ts'
import type { BoardModel } from '../../../shared/templates/boardModel.ts'
import type { CardFields } from '../../../shared/templates/field.ts'
import { story } from '../../../shared/templates/story.ts'
import { countingSources } from '../../support/boardDocs.ts'

type Kind = 'pain-point' | 'signal' | 'hypothesis' | 'metric' | 'bridge' | 'role' | 'insight'

const TEMPLATE_OF: Record<Kind, string> = {
  'pain-point': 'discovery-map',
  signal: 'discovery-map',
  hypothesis: 'discovery-map',
  metric: 'metric-bridge',
  bridge: 'metric-bridge',
  role: 'responsibilities-matrix',
  insight: 'aha-wall',
}

type Named = readonly [name: string, kind: Kind, fields?: CardFields]
type Arrow = readonly [from: string, to: string]

/** A board of cards that are called by their ids, and arrows between them. */
function board(cards: readonly Named[], arrows: readonly Arrow[]): BoardModel {
  return {
    cards: cards.map(([name, kind, fields = {}], at) => ({
      id: name,
      template: TEMPLATE_OF[kind],
      kind,
      fields: { name, whatHurts: name, weBelieve: name, plainWords: name, role: name, text: name, ...fields },
      zone: null,
      zoneShapeId: null,
      index: `a${String(at).padStart(5, '0')}`,
      page: 'page:page',
    })),
    links: arrows.map(([from, to], at) => ({
      id: `link${at}`,
      from: { id: from, card: from },
      to: { id: to, card: to },
    })),
    zones: [],
  }
}

function texts(pieces: readonly { text: string }[]): string[] {
  return pieces.map(({ text }) => text)
}

function rowOf(rows: readonly TraceRow[], metric: string): TraceRow {
  const row = rows.find((each) => each.metric.text === metric)
  if (row === undefined) throw new Error(`no row of ${metric}`)
  return row
}

describe('where a metric comes from', () => {
  it('TPL-230: from the pain points that lead to it by signals, hypotheses and bridges, however the arrows point', () => {
    const { rows, metricsWithoutPain, painsWithoutMetric } = traceBoard(
      board(
        [
          ['Alone', 'metric'],
          ['Pain', 'pain-point'],
          ['Other pain', 'pain-point'],
          ['Signal', 'signal'],
          ['Bet', 'hypothesis'],
          ['Near', 'metric'],
          ['Bridge', 'bridge'],
          ['Far', 'metric'],
        ],
        [
          ['Signal', 'Pain'],
          ['Bet', 'Signal'],
          ['Bet', 'Near'],
          ['Far', 'Bridge'],
          ['Bridge', 'Near'],
          ['Other pain', 'Pain'],
        ],
      ),
      [],
    )
    expect(texts(rowOf(rows, 'Near').pains.items)).toEqual(['Pain'])
    expect(texts(rowOf(rows, 'Near').by.items)).toEqual(['Bet', 'Signal'])
    expect(rowOf(rows, 'Far').pains.items).toEqual([{ text: 'Pain', cards: ['Pain'] }])
    expect(texts(rows.map(({ metric }) => metric))).toEqual(['Near', 'Far', 'Alone'])
    expect(texts(metricsWithoutPain)).toEqual(['Alone'])
    expect(texts(painsWithoutMetric)).toEqual(['Other pain'])
  })

  it('TPL-230: not from what a hypothesis or a post of its signal has besides', () => {
    const { rows } = traceBoard(
      board(
        [
          ['Mine', 'pain-point'],
          ['Theirs', 'pain-point'],
          ['Signal', 'signal'],
          ['Their signal', 'signal'],
          ['Bet', 'hypothesis'],
          ['Metric', 'metric'],
          ['Post', 'insight'],
        ],
        [
          ['Mine', 'Signal'],
          ['Theirs', 'Their signal'],
          ['Signal', 'Metric'],
          ['Bet', 'Signal'],
          ['Bet', 'Their signal'],
          ['Post', 'Theirs'],
          ['Post', 'Metric'],
        ],
      ),
      [],
    )
    expect(texts(rowOf(rows, 'Metric').pains.items)).toEqual(['Mine'])
    expect(texts(rowOf(rows, 'Metric').by.items)).toEqual(['Signal', 'Bet'])
  })

  it('TPL-231: cycles end, and the nearest pain point stands first', () => {
    const { rows } = traceBoard(
      board(
        [
          ['Far pain', 'pain-point'],
          ['Near pain', 'pain-point'],
          ['A', 'metric'],
          ['B', 'metric'],
          ['C', 'metric'],
          ['D', 'metric'],
        ],
        [
          ['A', 'B'],
          ['B', 'C'],
          ['C', 'D'],
          ['D', 'A'],
          ['A', 'A'],
          ['Far pain', 'B'],
          ['Near pain', 'D'],
        ],
      ),
      [],
    )
    expect(texts(rowOf(rows, 'D').pains.items)).toEqual(['Near pain', 'Far pain'])
    expect(texts(rowOf(rows, 'B').pains.items)).toEqual(['Far pain', 'Near pain'])
  })

  it('TPL-232: a row lists so many and says that there are more, and a board linked with itself is traced soon', () => {
    const count = 2_000
    const pains = Array.from({ length: count }, (_, at): Named => [`Pain ${at}`, 'pain-point'])
    const metrics = Array.from({ length: count }, (_, at): Named => [`Metric ${at}`, 'metric', { owner: 'Mira' }])
    const roles = Array.from({ length: count }, (_, at): Named => [`Role ${at}`, 'role', { person: 'mira' }])
    const arrows = [
      ...pains.map(([name]): Arrow => [name, 'Signal']),
      ...metrics.map(([name]): Arrow => ['Signal', name]),
      ...metrics.map(([name], at): Arrow => [name, `Metric ${(at * 7 + 1) % count}`]),
    ]
    const begun = performance.now()
    const trace = traceBoard(board([['Signal', 'signal'], ...pains, ...metrics, ...roles], arrows), [])
    // A quarter of all pairs would be a million; seconds are for a loaded machine.
    expect(performance.now() - begun).toBeLessThan(5_000)
    expect(trace.rows).toHaveLength(count)
    for (const { pains: listed, roles: named } of trace.rows) {
      expect([listed.items.length, listed.isCut, named.items.length, named.isCut]).toEqual([
        TRACE_LIMIT,
        true,
        TRACE_LIMIT,
        true,
      ])
    }
    // Those that no row has room for reach a metric all the same.
    expect(trace.painsWithoutMetric).toEqual([])
  })
})

describe('what hangs on a metric', () => {
  it('TPL-233: its owner, the roles of that person whatever the case, and those it is linked with, each title once', () => {
    const { rows, ownersWithoutRole } = traceBoard(
      board(
        [
          ['Bet', 'hypothesis', { owner: 'Nobody Known' }],
          ['Clicks', 'metric', { owner: ' Mira  Lindqvist ' }],
          ['Wait', 'metric', { owner: '' }],
          ['r1', 'role', { role: 'Product Manager', person: 'mira lindqvist' }],
          ['r2', 'role', { role: 'Product Manager', person: 'Mira Lindqvist' }],
          ['r3', 'role', { role: 'Engineering', person: '' }],
        ],
        [
          ['Wait', 'r3'],
          ['Clicks', 'r1'],
        ],
      ),
      [],
    )
    expect(rowOf(rows, 'Clicks').owner).toBe('Mira  Lindqvist')
    expect(rowOf(rows, 'Clicks').roles.items).toEqual([{ text: 'Product Manager', cards: ['r1', 'r2'] }])
    expect(rowOf(rows, 'Wait').roles.items).toEqual([{ text: 'Engineering', cards: ['r3'] }])
    expect(ownersWithoutRole).toEqual([{ text: 'Nobody Known', cards: ['Bet'] }])
    const withoutRoles = board([['Clicks', 'metric', { owner: 'Mira' }]], [])
    expect(traceBoard(withoutRoles, []).ownersWithoutRole).toEqual([])
  })

  it('TPL-234: the decisions that rest on it or on its hypotheses, and those whose evidence is gone', () => {
    const decisions: TracedDecision[] = [
      { number: 3, title: 'On the bet', evidence: ['Bet', 'Gone'] },
      { number: 2, title: 'On the metric', evidence: ['Clicks'] },
      { number: 1, title: 'On neither', evidence: ['Other'] },
    ]
    const { rows, decisionsWithoutEvidence } = traceBoard(
      board(
        [
          ['Signal', 'signal'],
          ['Bet', 'hypothesis'],
          ['Clicks', 'metric'],
          ['Other', 'metric'],
        ],
        [
          ['Bet', 'Signal'],
          ['Signal', 'Clicks'],
        ],
      ),
      decisions,
    )
    expect(rowOf(rows, 'Clicks').decisions.items).toEqual([
      { text: '2. On the metric', cards: ['Clicks'] },
      { text: '3. On the bet', cards: ['Bet'] },
    ])
    expect(texts(rowOf(rows, 'Other').decisions.items)).toEqual(['1. On neither'])
    expect(decisionsWithoutEvidence).toEqual([{ text: '3. On the bet', cards: ['Bet'], gone: 1, of: 2 }])
  })
})

it('TPL-235: the story of all examples traces pain points to metrics, and leaves some that reach none', () => {
  const doc = new Y.Doc()
  fillWithStory(doc, story, '2026-03-14', countingSources())
  const trace = traceBoard(boardModel(readBoard(doc).records), [])
  expect(trace.rows.filter(({ pains }) => pains.items.length > 0).length).toBeGreaterThan(5)
  expect(trace.rows.filter(({ roles }) => roles.items.length > 0).length).toBeGreaterThan(5)
  expect(trace.painsWithoutMetric).toHaveLength(2)
  expect(trace.metricsWithoutPain.length).toBeGreaterThan(0)
  const page = traceMarkdown('Shop', trace)
  expect(page).toContain('# Shop: trace')
  for (const { title } of traceSections(trace)) expect(page).toContain(`## ${title}`)
  for (const { metric } of trace.rows) expect(page).toContain(metric.text)
})
