import { TLDOCUMENT_ID, type TLRecord } from '@tldraw/tlschema'
import type { Mute, TemplateReading } from '../templates/template.ts'

const PREFIX = 'mute:'

/** Where the board's document record says that a check is muted: a key of its `meta`, so each is changed by itself. */
export function muteKey(template: string, rule: string): string {
  return `${PREFIX}${template}/${rule}`
}

/** The checks that are muted on a board, by their key. What is not well-formed mutes nothing. */
export function mutesOf(records: ReadonlyMap<string, TLRecord>): ReadonlyMap<string, Mute> {
  const mutes = new Map<string, Mute>()
  for (const [key, value] of Object.entries(records.get(TLDOCUMENT_ID)?.meta ?? {})) {
    if (!key.startsWith(PREFIX) || typeof value !== 'object' || value === null || Array.isArray(value)) continue
    const { reason, by, on } = value
    if (typeof reason !== 'string' || reason.trim() === '' || typeof by !== 'string' || typeof on !== 'string') continue
    mutes.set(key, { reason, by, on })
  }
  return mutes
}

/** A reading whose muted checks say nothing; what they would say stands apart, with the reason. */
export function withMutes(reading: TemplateReading, mutes: ReadonlyMap<string, Mute>): TemplateReading {
  if (mutes.size === 0) return reading
  const muteOf = (rule: string) => mutes.get(muteKey(reading.template, rule))
  const rules = [...new Set([...mutes.keys()].filter((key) => key.startsWith(muteKey(reading.template, ''))))]
  const muted = rules.flatMap((key) => {
    const rule = key.slice(muteKey(reading.template, '').length)
    const mute = muteOf(rule)
    return mute === undefined
      ? []
      : [{ rule, ...mute, findings: reading.findings.filter((each) => each.rule === rule) }]
  })
  return {
    ...reading,
    findings: reading.findings.filter(({ rule }) => muteOf(rule) === undefined),
    muted: muted.sort((a, b) => (a.rule < b.rule ? -1 : 1)),
  }
}
