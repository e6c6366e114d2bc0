import type { TableSection } from '../readingView.ts'
import type { TemplateReading } from '../template.ts'
import type { ReadingFormat } from './readingFormat.ts'

/**
 * The main table of each reading (RFC 4180), for spreadsheets. Where a cell has several entries they are separated by
 * semicolons; a table with groups gets a first column that names them.
 */
export const csv: ReadingFormat = {
  id: 'csv',
  title: 'CSV',
  mediaType: 'text/csv; charset=utf-8; header=present',
  render: ({ readings }) =>
    readings
      .flatMap((reading) => {
        const table = mainTable(reading)
        return table ? [tableCsv(table)] : []
      })
      .join('\r\n'),
}

/** One table as CSV: a header line and a line for each row, all ending in CRLF. */
export function tableCsv({ columns, groups }: TableSection): string {
  const grouped = groups.length > 1
  const header = columns.map(({ title }) => title)
  const lines = groups.flatMap(({ title, rows }) =>
    rows.map((cells) => {
      const texts = cells.map((cell) => cell.map((piece) => piece.text).join('; '))
      return grouped ? [title, ...texts] : texts
    }),
  )
  return [grouped ? ['Part', ...header] : header, ...lines].map((line) => `${line.map(csvCell).join(',')}\r\n`).join('')
}

function mainTable(reading: TemplateReading): TableSection | undefined {
  const tables = reading.view().sections.filter((section) => section.type === 'table')
  return tables.find((table) => !table.detail) ?? tables[0]
}

/** What spreadsheets take for the start of a formula, full-width forms included, even behind white space. */
const FORMULA_START = /^(?:\s*[=+\-@＝＋－＠]|[\t\r])/u

function csvCell(text: string): string {
  const harmless = FORMULA_START.test(text) ? `'${text}` : text
  return /[",\r\n]/u.test(harmless) ? `"${harmless.replace(/"/gu, '""')}"` : harmless
}
