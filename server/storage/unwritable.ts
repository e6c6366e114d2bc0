import { BetwixtError } from '../../shared/errors.ts'

/** A write that the disk refused, as the error that everybody above storage knows. */
export function unwritable(cause: unknown): BetwixtError {
  return new BetwixtError(
    'storage-unwritable',
    'The server cannot write to its disk at the moment. Nothing of this was kept; try again later.',
    { cause },
  )
}
