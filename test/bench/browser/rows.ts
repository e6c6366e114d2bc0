import type { BenchRow } from '../row.ts'
import { browserDragBytesRow } from './dragBytesRow.ts'
import { browserLargeRow } from './largeRow.ts'
import { browserMotionRow } from './motionRow.ts'
import { browserOpenRow } from './openRow.ts'
import { browserWallRow } from './wallRow.ts'

/** What is measured in a real browser, on the built product: `npm run build` comes before. */
export const browserRows: readonly BenchRow[] = [
  browserDragBytesRow,
  browserOpenRow,
  browserMotionRow,
  browserLargeRow,
  browserWallRow,
]
