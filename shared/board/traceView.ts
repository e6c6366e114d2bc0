import type { Cell, ListItem, ListSection, Piece, Section, TableSection } from '../templates/readingView.ts'
import { sectionMarkdown } from '../templates/render/markdown.ts'
import { markdownLine } from '../templates/render/markdownText.ts'
import type { Some, Trace, TraceRow } from './trace.ts'

/** Draws a trace for people: a row a metric, then what hangs in the air. */
export function traceSections(trace: Trace): Section[] {
  return [
    rowsTable(trace.rows),
    list('pains', 'Pain points that reach no metric', 'None on this board.', trace.painsWithoutMetric.map(item)),
    list('metrics', 'Metrics that come from no pain point', 'None on this board.', trace.metricsWithoutPain.map(item)),
    list('owners', 'Owners without a role', 'None on this board.', trace.ownersWithoutRole.map(item)),
    list(
      'evidence',
      'Decisions whose evidence is gone',
      'None of this board.',
      trace.decisionsWithoutEvidence.map(({ gone, of, ...piece }) => ({
        ...piece,
        note: `${gone} of ${of} ${of === 1 ? 'card' : 'cards'} left the board`,
      })),
    ),
  ]
}

/** The same as a page to paste and keep. */
export function traceMarkdown(title: string, trace: Trace): string {
  const sections = traceSections(trace).map(
    (section) => `## ${markdownLine(section.title)}\n\n${sectionMarkdown(section)}`,
  )
  return `${[`# ${markdownLine(`${title}: trace`)}`, ...sections].join('\n\n')}\n`
}

function rowsTable(rows: readonly TraceRow[]): TableSection {
  return {
    type: 'table',
    id: 'rows',
    title: 'Where each metric comes from',
    empty: 'No metric on this board yet.',
    detail: false,
    columns: [
      { id: 'metric', title: 'Metric', side: 'between' },
      { id: 'pains', title: 'Comes from', side: 'product' },
      { id: 'by', title: 'By way of', side: 'between' },
      { id: 'owner', title: 'Owner', side: null },
      { id: 'roles', title: 'Their roles', side: null },
      { id: 'decisions', title: 'Decisions', side: null },
    ],
    groups: [{ id: 'rows', title: 'Metrics', rows: rows.map(cells) }],
  }
}

function cells({ metric, pains, by, owner, roles, decisions }: TraceRow): Cell[] {
  const named = owner === '' ? [] : [{ text: owner, cards: metric.cards }]
  return [[metric], cell(pains), cell(by), named, cell(roles), cell(decisions)]
}

function cell({ items, isCut }: Some): Cell {
  return isCut ? [...items, { text: 'and more', cards: [] }] : items
}

function list(id: string, title: string, empty: string, items: readonly ListItem[]): ListSection {
  return { type: 'list', id, title, empty, detail: false, items }
}

function item(piece: Piece): ListItem {
  return { ...piece, note: '' }
}
