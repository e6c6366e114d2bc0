import type { BenchRow } from '../row.ts'

/** What is measured in a real browser, on the built product. */
export const browserRows: readonly BenchRow[] = []
