import * as encoding from 'lib0/encoding'
import type { DeletedRange } from './inspectUpdate.ts'

/** Writes the second half of a V1 update: its deletions, in the order given. Format: yjs 13.6 src/utils/DeleteSet.js. */
export function writeDeletes(encoder: encoding.Encoder, deleted: ReadonlyMap<number, readonly DeletedRange[]>): void {
  encoding.writeVarUint(encoder, deleted.size)
  for (const [client, ranges] of deleted) {
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, ranges.length)
    for (const { clock, length } of ranges) {
      encoding.writeVarUint(encoder, clock)
      encoding.writeVarUint(encoder, length)
    }
  }
}
