import type { ZoneShape } from '../../../shared/board/schema.ts'
import { findKind, findZone } from '../../../shared/templates/index.ts'
import type { KindDefinition, Side } from '../../../shared/templates/kind.ts'

/** What a zone says of itself. */
export interface ZoneText {
  title: string
  prompt: string
  side: Side | 'none'
  /** The kinds it takes, in its template's order. */
  kinds: readonly KindDefinition[]
}

/** A zone's own title, or else its template's; a zone this version does not know still has a name and a place. */
export function zoneText({ props }: ZoneShape): ZoneText {
  const definition = findZone(props.template, props.zone)
  const title = props.title.trim()
  return {
    title: title === '' ? (definition?.title ?? 'Zone') : title,
    prompt: definition?.prompt ?? '',
    side: definition?.side ?? 'none',
    kinds: (definition?.accepts ?? []).flatMap((kind) => findKind(props.template, kind) ?? []),
  }
}
