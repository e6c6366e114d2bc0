import type { FactsSection, GraphSection, ListSection, Section, TableSection } from '../readingView.ts'
import type { Finding, MutedCheck, Severity, TemplateReading } from '../template.ts'
import { markdownCell, markdownItem, markdownLine } from './markdownText.ts'
import type { ReadingFormat } from './readingFormat.ts'

/** A page that people read, paste and keep: every section of every reading, and what is still open. */
export const markdown: ReadingFormat = {
  id: 'md',
  title: 'Markdown',
  mediaType: 'text/markdown; charset=utf-8',
  render: ({ title, readings }) => `${[`# ${markdownLine(title)}`, ...readings.map(readingMarkdown)].join('\n\n')}\n`,
}

function readingMarkdown(reading: TemplateReading): string {
  const sections = reading
    .view()
    .sections.filter((section) => !(section.detail && isEmptySection(section)))
    .map((section) => `### ${markdownLine(section.title)}\n\n${sectionMarkdown(section)}`)
  return [
    `## ${markdownLine(reading.title)}`,
    ...sections,
    findingsMarkdown(reading.findings),
    mutedMarkdown(reading.muted),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

const SEVERITY_TITLE: Record<Severity, string> = { gap: 'Gap', warning: 'Warning', note: 'Note' }

function findingsMarkdown(findings: readonly Finding[]): string {
  if (findings.length === 0) return ''
  const items = findings.map(({ severity, message, about }) => {
    const subject = about === '' ? '' : ` (${about})`
    return `- **${SEVERITY_TITLE[severity]}**: ${markdownItem(message + subject)}`
  })
  return `### To discuss\n\n${items.join('\n')}`
}

/** What the team does not want to be asked, and why: whoever reads this later should know that it was asked. */
function mutedMarkdown(muted: readonly MutedCheck[]): string {
  const silenced = muted.filter(({ findings }) => findings.length > 0)
  if (silenced.length === 0) return ''
  const items = silenced.map(({ reason, by, on, findings }) => {
    const who = by === '' ? on : `${by}, ${on}`
    return `- ${markdownItem(`${findings[0]?.message ?? ''}${findings.length > 1 ? ` (${findings.length} times)` : ''}: ${reason} (${who})`)}`
  })
  return `### Muted\n\n${items.join('\n')}`
}

/** One section without its title. */
export function sectionMarkdown(section: Section): string {
  if (isEmptySection(section)) return markdownLine(section.empty)
  switch (section.type) {
    case 'table':
      return tableMarkdown(section)
    case 'list':
      return listMarkdown(section)
    case 'facts':
      return factsMarkdown(section)
    case 'graph':
      return graphMarkdown(section)
  }
}

/** Whether a section has nothing to show but its sentence for that case. */
export function isEmptySection(section: Section): boolean {
  switch (section.type) {
    case 'table':
      return section.groups.every((group) => group.rows.length === 0)
    case 'list':
      return section.items.length === 0
    case 'facts':
      return section.facts.length === 0
    case 'graph':
      return section.nodes.length === 0
  }
}

function tableMarkdown({ columns, groups }: TableSection): string {
  const head = [tableRow(columns.map(({ title }) => markdownCell(title))), tableRow(columns.map(() => '---'))]
  const filled = groups.filter((group) => group.rows.length > 0)
  return filled
    .map(({ title, rows }) => {
      const lines = rows.map((cells) =>
        tableRow(cells.map((cell) => cell.map(({ text }) => markdownCell(text)).join('<br>'))),
      )
      const table = [...head, ...lines].join('\n')
      return groups.length === 1 ? table : `#### ${markdownLine(title)}\n\n${table}`
    })
    .join('\n\n')
}

function tableRow(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}

function listMarkdown({ items }: ListSection): string {
  return items
    .map(({ text, note }) => `- ${markdownItem(text)}${note === '' ? '' : `\\\n  ${markdownItem(note)}`}`)
    .join('\n')
}

function factsMarkdown({ facts }: FactsSection): string {
  return facts.map(({ label, value }) => `- **${markdownLine(label)}** ${markdownItem(value.text)}`).join('\n')
}

/** Each edge in words, then what stands alone. */
function graphMarkdown({ nodes, edges }: GraphSection): string {
  const labelOf = new Map(nodes.map(({ id, label }) => [id, label.text]))
  const joined = new Set(edges.flatMap(({ from, to }) => [from, to]))
  const lines = edges.map(({ from, to, strength, label }) => {
    const words = label.text === '' ? '' : `: ${label.text}`
    return `- ${markdownItem(`${labelOf.get(from) ?? ''} → ${labelOf.get(to) ?? ''} (${strength})${words}`)}`
  })
  const alone = nodes.filter(({ id }) => !joined.has(id)).map(({ label }) => `- ${markdownItem(label.text)}`)
  return [...lines, ...alone].join('\n')
}
