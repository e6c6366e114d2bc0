import { IMPORT_LIMITS, type ParsedText, type ParseResult } from './importTable.ts'
import { delimiterOf, parseCsv } from './parseCsv.ts'
import { isList, parseList, parseMarkdownTable } from './parseMarkdown.ts'

/**
 * Reads a text as a table: a Markdown table, a Markdown list, CSV with commas, semicolons or tabs, or else one entry a
 * line. Refuses, with a sentence, what is empty or larger than an import may be.
 */
export function parseTable(given: string): ParseResult {
  if (given.length > IMPORT_LIMITS.size) return refused('This text is larger than 1 MB. Import it in parts.')
  // Half a surrogate pair would not survive the way to the server.
  const text = given
    .replace(/^\uFEFF/u, '')
    .replaceAll('\0', '')
    .toWellFormed()
  if (text.trim() === '') return refused('There is no text in it.')
  const parsed = read(text)
  const columns = parsed.cells.reduce((most, row) => Math.max(most, row.length), 0)
  const rows = parsed.cells.length - (parsed.hasHeader ? 1 : 0)
  if (columns > IMPORT_LIMITS.columns) {
    return refused(`This table has ${columns} columns; an import takes at most ${IMPORT_LIMITS.columns}.`)
  }
  if (rows > IMPORT_LIMITS.rows) {
    return refused(`This table has more than ${IMPORT_LIMITS.rows} rows. Import it in parts.`)
  }
  const square = parsed.cells.map((row) => [...row, ...Array.from({ length: columns - row.length }, () => '')])
  return { type: 'parsed', parsed: { ...parsed, cells: square } }
}

/**
 * Whether a pasted text is plainly a table: two columns or more in every one of its rows. Stricter than reading one,
 * because prose has commas too.
 */
export function looksLikeTable(text: string): boolean {
  if (text.length > IMPORT_LIMITS.size || text.trim() === '') return false
  if (parseMarkdownTable(text) !== null) return true
  const delimiter = isList(text) ? null : delimiterOf(text)
  if (delimiter === null) return false
  const { cells } = parseCsv(text, delimiter)
  const columns = cells[0]?.length ?? 0
  const isEven = cells.length > 1 && columns > 1 && cells.every((row) => row.length === columns)
  // "Hello, world" has a space behind its comma; a header has none, and its names are short.
  const isNamed = cells[0]?.every((cell) => cell !== '' && cell === cell.trimStart() && cell.length <= NAME_LENGTH)
  return isEven && (delimiter === '\t' || isNamed === true)
}

const NAME_LENGTH = 60

function read(text: string): ParsedText {
  const table = parseMarkdownTable(text)
  if (table !== null) {
    const { linesAround } = table
    const notes = linesAround === 0 ? [] : [`${countLines(linesAround)} around the table left out.`]
    return { form: 'markdown table', cells: table.cells, hasHeader: true, notes }
  }
  const delimiter = isList(text) ? null : delimiterOf(text)
  if (delimiter === null) return { form: 'list', cells: parseList(text), hasHeader: false, notes: [] }
  const { cells, plainQuotes } = parseCsv(text, delimiter)
  const notes = plainQuotes ? ['A quote in it is never closed, so all quotes were read as plain characters.'] : []
  return { form: 'csv', cells, hasHeader: cells.length > 1, notes }
}

function countLines(count: number): string {
  return count === 1 ? '1 line is' : `${count} lines are`
}

function refused(message: string): ParseResult {
  return { type: 'refused', message }
}
