import type { TLRecord } from '@tldraw/tlschema'
import { isCard, isZone } from '../../../shared/board/schema.ts'
import { cardName } from '../../../shared/templates/cardTitle.ts'
import { formatField } from '../../../shared/templates/fieldValue.ts'
import type { RawFieldValue } from '../../../shared/templates/field.ts'
import { findKind } from '../../../shared/templates/index.ts'
import type { MergeConflict } from '../../board/mergeReport.ts'
import { zoneText } from '../zones/zoneText.ts'

/** A conflict as people read it. */
export interface ConflictWords {
  /** "Pain point: people forget …", "Zone: Signals", "A drawing". */
  thing: string
  /** What became of it. */
  outcome: string
}

/** Says what both sides changed while one was away, and which of the two holds. `record` is absent where it is gone. */
export function conflictWords(conflict: MergeConflict, record: TLRecord | undefined): ConflictWords {
  const { field, mine, theirs, winner } = conflict
  const thing = thingName(record)
  if (field === 'deleted') {
    return { thing, outcome: 'One of you deleted it while the other changed it. It is gone.' }
  }
  const what = fieldName(field, record)
  const [mineText, theirsText] = [valueText(field, mine, record), valueText(field, theirs, record)]
  if (mineText === null || theirsText === null) {
    return {
      thing,
      outcome: winner === 'mine' ? `Both changed ${what}; yours holds.` : `Both changed ${what}; theirs holds.`,
    }
  }
  return {
    thing,
    outcome:
      winner === 'mine'
        ? `Both changed ${what}: yours holds, “${mineText}” instead of “${theirsText}”.`
        : `Both changed ${what}: theirs holds, “${theirsText}” instead of “${mineText}”.`,
  }
}

function thingName(record: TLRecord | undefined): string {
  if (isCard(record)) return cardName(findKind(record.props.template, record.props.kind), record.props.fields)
  if (isZone(record)) return `Zone: ${zoneText(record).title}`
  if (record?.typeName === 'shape') return `A drawing (${record.type})`
  return record === undefined ? 'Something that is gone' : 'A setting of the board'
}

function fieldName(group: string, record: TLRecord | undefined): string {
  if (group === 'place') return 'where it lies'
  if (group === 'size') return 'its size'
  if (group === 'props.title') return 'its title'
  const field = fieldOf(group, record)
  return field === null ? 'how it looks' : field.title
}

function fieldOf(group: string, record: TLRecord | undefined) {
  if (!group.startsWith('f.') || !isCard(record)) return null
  const id = group.split('.')[1]
  return findKind(record.props.template, record.props.kind)?.fields.find((field) => field.id === id) ?? null
}

/** A value short enough to quote; null for what no words can show. */
function valueText(group: string, value: unknown, record: TLRecord | undefined): string | null {
  if (group === 'props.title' && typeof value === 'string') return value
  const field = fieldOf(group, record)
  if (field === null || field.type === 'tags') return null
  const text = formatField(field, value as RawFieldValue)
  return text === '' ? 'nothing' : text
}
