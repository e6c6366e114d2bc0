import { splitPartKey } from '../../shared/board/keys.ts'
import type { BoardReading } from '../../shared/board/read.ts'
import { isCard } from '../../shared/board/schema.ts'

/** What somebody changed on a board and the server has not taken. */
export interface UnsentChanges {
  /** Cards as they read on this device, with their texts. */
  readonly cards: readonly { id: string; template: string; kind: string; fields: object }[]
  /** All else that was changed: zones, notes, drawings, links. */
  readonly others: readonly object[]
  /** Ids of what was deleted. */
  readonly deleted: readonly string[]
}

/** Sorts the keys of changes, `<root>:<record id>…`, by what became of their records. */
export function describeUnsent(keys: readonly string[], { records }: BoardReading): UnsentChanges {
  const cards: UnsentChanges['cards'][number][] = []
  const others: object[] = []
  const deleted: string[] = []
  for (const id of new Set(keys.map(recordOf))) {
    const record = records.get(id)
    if (record === undefined) deleted.push(id)
    else if (isCard(record)) {
      const { template, kind, fields } = record.props
      cards.push({ id, template, kind, fields })
    } else others.push(record)
  }
  return { cards, others, deleted }
}

/** What stands behind the root's name is a record's id, or one with a part of it. */
function recordOf(key: string): string {
  const inRoot = key.slice(key.indexOf(':') + 1)
  return splitPartKey(inRoot)?.id ?? inRoot
}
