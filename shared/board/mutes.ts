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
  const prefix = muteKey(reading.template, '')
  const muted = [...mutes].flatMap(([key, mute]) => {
    if (!key.startsWith(prefix)) return []
    const rule = key.slice(prefix.length)
    return [{ rule, ...mute, findings: reading.findings.filter((finding) => finding.rule === rule) }]
  })
  if (muted.length === 0) return reading
  const rules = new Set(muted.map(({ rule }) => rule))
  return {
    ...reading,
    findings: reading.findings.filter(({ rule }) => !rules.has(rule)),
    muted: muted.sort((a, b) => (a.rule < b.rule ? -1 : 1)),
  }
}
