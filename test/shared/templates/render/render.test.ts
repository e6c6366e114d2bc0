import { expect, it } from 'vitest'
import { discoveryMap } from '../../../../shared/templates/discovery-map/discoveryMap.ts'
import type { TableSection } from '../../../../shared/templates/readingView.ts'
import { csv, tableCsv } from '../../../../shared/templates/render/csv.ts'
import { json } from '../../../../shared/templates/render/json.ts'
import { markdown, sectionMarkdown } from '../../../../shared/templates/render/markdown.ts'
import {
  markdownCell,
  markdownItem,
  markdownLine,
  markdownText,
} from '../../../../shared/templates/render/markdownText.ts'
import { findReadingFormat, readingFormats } from '../../../../shared/templates/render/readingFormats.ts'
import type { TemplateReading } from '../../../../shared/templates/template.ts'
import { BoardBuilder, exampleBoard } from '../BoardBuilder.ts'

function documentOf(reading: TemplateReading) {
  return { boardId: 'b1', title: 'Recommendations', readings: [reading] }
}

function table(...texts: string[]): TableSection {
  return {
    type: 'table',
    id: 'table',
    title: 'Table',
    empty: 'Nothing yet.',
    detail: false,
    columns: texts.map((_, at) => ({ id: `c${at}`, title: `Column ${at}`, side: null })),
    groups: [{ id: 'all', title: 'All', rows: [texts.map((text) => (text === '' ? [] : [{ text, cards: ['x'] }]))] }],
  }
}

it('TPL-50: each format is found by its id', () => {
  expect(readingFormats.map(({ id }) => id)).toEqual(['json', 'md', 'csv'])
  for (const format of readingFormats) expect(findReadingFormat(format.id)).toBe(format)
  expect(findReadingFormat('docx')).toBeUndefined()
})

it('TPL-51: JSON is the contract’s shape', () => {
  const board = exampleBoard(discoveryMap)
  const stray = board.card('limit', {}, { zone: null })
  const reading = board.read()
  expect(JSON.parse(json.render(documentOf(reading)))).toEqual({
    boardId: 'b1',
    readings: [
      {
        template: 'discovery-map',
        title: 'Discovery map',
        model: reading.model,
        findings: reading.findings,
        muted: [],
        unplaced: [stray],
      },
    ],
  })
})

it('TPL-52: Markdown holds everything that was typed, and what is still to discuss', () => {
  const board = exampleBoard(discoveryMap)
  board.card('signal', { name: 'Left on the page' }, { zone: null })
  const text = markdown.render(documentOf(board.read()))
  expect(text.startsWith('# Recommendations\n\n## Discovery map\n\n### At a glance\n')).toBe(true)
  for (const { fields } of board.model.cards) {
    for (const value of Object.values(fields)) {
      // Choices stand there by their titles.
      if (typeof value === 'string' && !/^(?:[a-z]+|not-[a-z]+)$/u.test(value)) expect(text).toContain(value)
    }
  }
  expect(text).toContain('### Outside their zones\n\n- Left on the page\\\n  Signal')
  expect(text).toContain('### To discuss\n\n- **Gap**: Nobody has said yet what would show this pain (')
  expect(text.endsWith('\n')).toBe(true)
})

it('TPL-52: Markdown of an empty map says what is not there yet in words', () => {
  const text = markdown.render(documentOf(new BoardBuilder(discoveryMap).read()))
  expect(text).toContain('### We do not know yet\n\nNo open question yet.')
  expect(text).not.toContain('### Hypotheses')
})

it.each([
  ['*bold* `code` [link](x) <b> ~~gone~~', '\\*bold\\* \\`code\\` \\[link](x) \\<b> \\~\\~gone\\~\\~'],
  ['click_rate and _this_', 'click_rate and \\_this\\_'],
  ['R&D, &amp; more', 'R&D, \\&amp; more'],
  ['# no heading', '\\# no heading'],
  ['- no item\n1. nor this', '\\- no item\n1\\. nor this'],
  ['> no quote', '\\> no quote'],
  ['3.5 % of 1.000', '3.5 % of 1.000'],
  ['-5 °C, #1 of 3', '-5 °C, #1 of 3'],
  ['under\n---', 'under\n\\---'],
])('TPL-53: %j reads as typed in Markdown', (typed, written) => {
  expect(markdownText(typed)).toBe(written)
})

it('TPL-53: lines stay in their heading, cell or item', () => {
  expect(markdownLine(' One\n# two ##')).toBe('One # two \\##')
  expect(markdownCell('a | b \\| c\r\nd')).toBe('a \\| b \\\\\\| c<br>d')
  expect(markdownItem('one\n\n- two')).toBe('one\\\n  \\- two')
  expect(sectionMarkdown(table('x\ny', '|'))).toBe('| Column 0 | Column 1 |\n| --- | --- |\n| x<br>y | \\| |')
})

it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1'])(
  'TPL-54: a CSV cell %j is made harmless',
  (text) => {
    const [, line] = tableCsv(table(text)).split(/\r\n(?="?')/u)
    expect(line?.replace(/^"/u, '').startsWith(`'${text}`)).toBe(true)
  },
)

it('TPL-55: CSV is quoted as RFC 4180 says, with entries of one cell apart by semicolons', () => {
  expect(tableCsv(table('plain', 'a,b', 'say "so"', 'two\nlines', ''))).toBe(
    'Column 0,Column 1,Column 2,Column 3,Column 4\r\nplain,"a,b","say ""so""","two\nlines",\r\n',
  )
  const board = new BoardBuilder(discoveryMap)
  const pain = board.card('pain-point', { whatHurts: 'Too slow' })
  for (const name of ['Seconds', 'Clicks']) board.link(pain, board.card('signal', { name, evidence: 'messy' }))
  expect(csv.render(documentOf(board.read()))).toBe(
    'Part,Pain,Signal,Evidence,Data source,Access,Hypothesis,Owner,Open questions\r\n' +
      '"Product side, not yet met",Too slow,Seconds; Clicks,Messy; Messy,,,,,\r\n',
  )
})
