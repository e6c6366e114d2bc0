import type { TLRecord } from '@tldraw/tlschema'
import { applyGroup, changedGroups, compositeValue } from '../../shared/board/groups.ts'
import { isCard } from '../../shared/board/schema.ts'
import { mergeText } from '../../shared/board/textSplice.ts'

/**
 * A record as it comes in, with what the user has changed on it and not yet written laid over it: what they see must
 * not jump back for the moment until it is written.
 */
export function withOwnChanges(
  incoming: TLRecord,
  base: TLRecord,
  own: TLRecord,
  isText: (field: string) => boolean,
): TLRecord {
  const draft = draftOf(incoming)
  for (const [group, value] of changedGroups(base, own, isText)) {
    if (group.startsWith('text.')) {
      const field = group.slice('text.'.length)
      applyGroup(draft, `f.${field}`, mergeText(textOf(base, field), String(value), textOf(incoming, field)))
    } else applyGroup(draft, group, value)
  }
  return draft as unknown as TLRecord
}

/** A record as it comes in, with some groups left as they are shown: its user has it in hand. */
export function withGroupsOf(shown: TLRecord, groups: readonly string[], incoming: TLRecord): TLRecord {
  const draft = draftOf(incoming)
  for (const group of groups) {
    const value = compositeValue(shown, group)
    if (value !== undefined) applyGroup(draft, group, value)
  }
  return draft as unknown as TLRecord
}

/** A copy that `applyGroup` may write to. */
function draftOf(record: TLRecord): Record<string, unknown> {
  const draft: Record<string, unknown> = { ...record, meta: { ...record.meta } }
  if ('props' in record) draft['props'] = { ...record.props }
  if (isCard(record)) draft['props'] = { ...record.props, fields: { ...record.props.fields } }
  return draft
}

function textOf(record: TLRecord, field: string): string {
  const value = isCard(record) ? record.props.fields[field] : undefined
  return typeof value === 'string' ? value : ''
}
