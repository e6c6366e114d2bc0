/** What one import may bring. A table beyond these is refused whole, with a sentence. */
export const IMPORT_LIMITS = {
  /** One text or file: characters of a text, bytes of a file. */
  size: 1024 * 1024,
  rows: 5_000,
  columns: 100,
  /** Cards that it would become. */
  cards: 5_000,
} as const

/** A text read as a table: every row has as many cells as there are columns. */
export interface ImportTable {
  /** What each column is called; empty where nothing says so. */
  readonly header: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** What a text was read as, before anybody says whether its first row is the header. */
export interface ParsedText {
  readonly form: 'csv' | 'markdown table' | 'list'
  readonly cells: readonly (readonly string[])[]
  /** Whether the first row probably names the columns. */
  readonly hasHeader: boolean
  /** What was read otherwise than one may think, each a sentence. */
  readonly notes: readonly string[]
}

/** A text as a table, or why it is none. */
export type ParseResult =
  { readonly type: 'parsed'; readonly parsed: ParsedText } | { readonly type: 'refused'; readonly message: string }

/** The table that a text is, with its first row as names or as one more row. */
export function tableOf({ cells }: ParsedText, hasHeader: boolean): ImportTable {
  const [first = [], ...rest] = cells
  return hasHeader ? { header: first, rows: rest } : { header: first.map(() => ''), rows: cells }
}

/** What people call a column: its name, or its place. */
export function columnName({ header }: ImportTable, column: number): string {
  const name = (header[column] ?? '').trim()
  return name === '' ? `Column ${column + 1}` : name
}
