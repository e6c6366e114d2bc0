import { nanoid } from 'nanoid'

/** What proxies and scripts give: a UUID, a ULID, a trace id. Anything else could be made to look like something. */
const WELL_FORMED = /^[\w.-]{8,64}$/u

/** The id of a request: the one it came with, so that a proxy's log and ours can be laid side by side, or a new one. */
export function requestIdOf(given: string | undefined): string {
  return given !== undefined && WELL_FORMED.test(given) ? given : nanoid()
}
