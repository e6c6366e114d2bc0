import type { Person } from '../../../shared/api/person.ts'
import type { RecordBody } from '../../../shared/api/records.ts'
import { findDiscipline } from '../../../shared/disciplines.ts'
import { formatField } from '../../../shared/templates/fieldValue.ts'
import { findKind } from '../../../shared/templates/index.ts'
import type { ExportedRecord } from '../recordBook.ts'
import type { RecordFormat } from './recordFormat.ts'

/** The record as MADR 4 (Markdown Any Decision Record) has it, its three lines under our own headings within. */
export const recordMarkdown: RecordFormat = {
  id: 'md',
  mediaType: 'text/markdown; charset=utf-8',
  render: (record) => {
    const { body } = record
    const blocks = [
      frontMatter(record),
      `# ${oneLine(body.title)}`,
      '## Context and Problem Statement',
      ...section('### Why now', paragraph(body.whyNow)),
      ...section('### Questions open at that moment', findings(body)),
      ...section('## Considered Options', list(body.options)),
      '## Decision Outcome',
      ...section('### What we decided', paragraph(body.decided)),
      ...section('### What would change our mind', paragraph(body.changeOurMind)),
      ...section('### Confirmation', confirmation(body)),
      '## More Information',
      ...section('### Evidence', evidence(body)),
      ...section('### History', history(record)),
      ...section('### Where this comes from', origin(record)),
    ]
    return `${blocks.join('\n\n')}\n`
  },
}

function frontMatter({ body, recordSha256, status, supersededBy }: ExportedRecord): string {
  const entries: [string, unknown][] = [
    ['status', status],
    ['date', body.createdAt.slice(0, 10)],
    ['decision-makers', body.deciders],
    ['number', body.number],
    ['id', body.id],
    ['owner', body.owner],
    ['review-by', body.reviewBy],
    ['supersedes', body.supersedes],
    ['superseded-by', supersededBy],
    ['board', body.boardId],
    ['board-sha256', body.boardSha256],
    ['record-sha256', recordSha256],
  ]
  // JSON is YAML, and its quoting holds whatever people type.
  const lines = entries.filter(([, value]) => isSaid(value)).map(([key, value]) => `${key}: ${JSON.stringify(value)}`)
  return ['---', ...lines, '---'].join('\n')
}

function isSaid(value: unknown): boolean {
  return value !== null && value !== '' && !(Array.isArray(value) && value.length === 0)
}

function section(heading: string, content: string): string[] {
  return content === '' ? [] : [heading, content]
}

function confirmation({ owner, reviewBy }: RecordBody): string {
  const lines = [owner === '' ? '' : `Owner: ${owner}`, reviewBy === null ? '' : `Review by: ${reviewBy}`]
  return list(lines.filter((line) => line !== ''))
}

function findings(body: RecordBody): string {
  return list(
    body.findings.map(({ severity, message, about }) => `${severity}: ${message}${about === '' ? '' : ` (${about})`}`),
  )
}

function evidence(body: RecordBody): string {
  return body.evidence
    .map(({ template, kind, title, fields }) => {
      const definitions = findKind(template, kind)?.fields ?? []
      const written = new Map(definitions.map((field) => [field, formatField(field, asRaw(fields[field.id]))]))
      const lines = [...written].filter(([, text]) => text !== '')
      return [`- ${oneLine(title)}`, ...lines.map(([field, text]) => `  - ${field.title}: ${oneLine(text)}`)].join('\n')
    })
    .join('\n')
}

function history({ body, events }: ExportedRecord): string {
  const first = `${body.createdAt.slice(0, 10)}: ${body.initialStatus}${by(body.createdBy)}`
  const later = events.map(({ at, status, by: who, reason }) => `${at.slice(0, 10)}: ${status}${by(who)}. ${reason}`)
  return list([first, ...later])
}

function by(person: Person | null): string {
  if (person === null) return ''
  return `, by ${person.name}${person.discipline === '' ? '' : ` (${findDiscipline(person.discipline).title})`}`
}

function origin({ body, recordSha256 }: ExportedRecord): string {
  return list([
    `Board: ${body.boardTitle} (${body.boardId})`,
    `SHA-256 of the board's records: ${body.boardSha256}`,
    `SHA-256 of this record: ${recordSha256}`,
  ])
}

function list(items: readonly string[]): string {
  return items.map((item) => `- ${oneLine(item)}`).join('\n')
}

/** What people write is Markdown, and stays as they typed it but for what would break up this file. */
function paragraph(text: string): string {
  return text
    .replaceAll(/\r\n?/gu, '\n')
    .replaceAll(/^( {0,3})(?=#{1,6}(?:\s|$)|-{3,}\s*$|={3,}\s*$|```|~~~)/gmu, '$1\\')
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').trim()
}

/** Frozen fields are what cards held; anything else reads as empty. */
function asRaw(value: unknown): string | number | boolean | readonly string[] | null {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : null
}
