import type * as Y from 'yjs'

/**
 * The three roots of a board's document. `records` holds each record as it was created, `edits` what changed since
 * (one key a group, `<record id>/<group>`), `texts` the collaborative text of card fields (`<record id>/<field>`).
 */
export interface BoardRoots {
  records: Y.Map<unknown>
  edits: Y.Map<unknown>
  texts: Y.Map<unknown>
}

/** The roots of a board's document, made if they are not there. */
export function boardRoots(doc: Y.Doc): BoardRoots {
  return { records: doc.getMap('records'), edits: doc.getMap('edits'), texts: doc.getMap('texts') }
}

/** The key of a record's group in `edits`, or of its field in `texts`. */
export function partKey(id: string, part: string): string {
  return `${id}/${part}`
}

/** Splits a key of `edits` or `texts`; null if it is not of that form. A record id never holds a slash. */
export function splitPartKey(key: string): { id: string; part: string } | null {
  const slash = key.indexOf('/')
  return slash <= 0 || slash === key.length - 1 ? null : { id: key.slice(0, slash), part: key.slice(slash + 1) }
}
