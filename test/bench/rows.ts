import { dragBytesRow } from './board/dragBytesRow.ts'
import { loadRow } from './board/loadRow.ts'
import { browserRows } from './browser/rows.ts'
import type { BenchRow } from './row.ts'
import { cursorsRow } from './sync/cursorsRow.ts'
import { dragsRow } from './sync/dragsRow.ts'

/** What `npm run bench` measures, in the order of its table. */
export const rows: readonly BenchRow[] = [dragBytesRow, loadRow, cursorsRow, dragsRow, ...browserRows]
