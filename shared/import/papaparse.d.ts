/**
 * The part of papaparse that is used here. Its published types bring those of Node and of the DOM with them, neither of
 * which shared/ may know.
 */
declare module 'papaparse' {
  interface ParseConfig {
    readonly delimiter: string
    readonly quoteChar?: string
    /** Read no more than so many rows; 0 for all. */
    readonly preview?: number
    /** `greedy` leaves out rows whose cells are all blank. */
    readonly skipEmptyLines?: boolean | 'greedy'
  }
  interface ParseError {
    readonly type: 'Quotes' | 'Delimiter' | 'FieldMismatch'
  }
  const Papa: {
    parse(text: string, config: ParseConfig): { readonly data: string[][]; readonly errors: readonly ParseError[] }
  }
  export default Papa
}
