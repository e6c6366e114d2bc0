import { dragBytesRow } from './board/dragBytesRow.ts'
import { loadRow } from './board/loadRow.ts'
import { readingRow } from './board/readingRow.ts'
import { strokeBytesRow } from './board/strokeBytesRow.ts'
import { wallLayoutRow } from './board/wallLayoutRow.ts'
import { browserRows } from './browser/rows.ts'
import type { BenchRow } from './row.ts'
import { attacksRow } from './sync/attacksRow.ts'
import { authorizationRow } from './sync/authorizationRow.ts'
import { cursorsRow } from './sync/cursorsRow.ts'
import { drags200Row, dragsRow } from './sync/dragsRow.ts'
import { killsRow } from './sync/killsRow.ts'
import { openingRow } from './sync/openingRow.ts'
import { rooms500Row, roomsRow } from './sync/roomsRow.ts'
import { savedRow } from './sync/savedRow.ts'
import { stalledRow } from './sync/stalledRow.ts'
import { visitsRow } from './sync/visitsRow.ts'
import { catalogRow } from './workspace/catalogRow.ts'

/** What `npm run bench` measures, in the order of its table. */
export const rows: readonly BenchRow[] = [
  dragsRow,
  drags200Row,
  cursorsRow,
  roomsRow,
  rooms500Row,
  openingRow,
  visitsRow,
  stalledRow,
  killsRow,
  savedRow,
  attacksRow,
  authorizationRow,
  dragBytesRow,
  strokeBytesRow,
  loadRow,
  readingRow,
  wallLayoutRow,
  catalogRow,
  ...browserRows,
]
