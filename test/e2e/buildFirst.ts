import { buildStale } from '../../server/launch/built.mjs'
import { parts } from '../../server/launch/stamp.mjs'

/** Before the tests. A test of `npm start` would else build meanwhile, and replace the files that servers beside it serve. */
export default function buildFirst(): Promise<void> {
  return buildStale(parts)
}
