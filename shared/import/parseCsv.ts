import Papa from 'papaparse'
import { IMPORT_LIMITS } from './importTable.ts'

/** Cells as they stand in the text, and whether its quotes had to be read as plain characters. */
export interface ParsedCsv {
  readonly cells: string[][]
  readonly plainQuotes: boolean
}

/** In the order in which they are preferred where a line has as many of one as of another. */
const DELIMITERS = ['\t', ',', ';'] as const

/**
 * What separates the cells: of tab, comma and semicolon the one that its first line has most of, outside quotes. Null
 * for a text of one column. The first line decides, since it names the columns and names hold the fewest of them.
 */
export function delimiterOf(text: string): string | null {
  return mostIn(text, true) ?? mostIn(text, false)
}

function mostIn(text: string, heedsQuotes: boolean): string | null {
  const count = new Map<string, number>(DELIMITERS.map((delimiter) => [delimiter, 0]))
  let isQuoted = false
  let isCellStart = true
  for (const character of text) {
    if (heedsQuotes && character === '"' && (isQuoted || isCellStart)) isQuoted = !isQuoted
    else if (!isQuoted && (character === '\n' || character === '\r')) break
    else if (!isQuoted && count.has(character)) count.set(character, (count.get(character) ?? 0) + 1)
    isCellStart = count.has(character)
  }
  // A tab is in nobody's sentence, so one is enough.
  if ((count.get('\t') ?? 0) > 0) return '\t'
  const best = DELIMITERS.toSorted((a, b) => (count.get(b) ?? 0) - (count.get(a) ?? 0))[0]
  return best !== undefined && (count.get(best) ?? 0) > 0 ? best : null
}

/** Reads CSV by RFC 4180, with any of the three delimiters and any line ends. Reads one row more than may be imported. */
export function parseCsv(text: string, delimiter: string): ParsedCsv {
  const config = { delimiter, preview: IMPORT_LIMITS.rows + 2, skipEmptyLines: 'greedy' } as const
  const { data, errors } = Papa.parse(text, config)
  if (!errors.some(({ type }) => type === 'Quotes')) return { cells: data, plainQuotes: false }
  // A quote that never closes would swallow the rest of the text: read as a plain character it loses nothing.
  return { cells: Papa.parse(text, { ...config, quoteChar: NO_QUOTE }).data, plainQuotes: true }
}

/** A character that no text holds: Unicode keeps it for uses such as this one. */
const NO_QUOTE = '\uFDD0'
