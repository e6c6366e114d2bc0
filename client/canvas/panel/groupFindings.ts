import type { Finding, TemplateReading } from '../../../shared/templates/template.ts'

/** Findings that say the same of different cards. */
export interface FindingGroup {
  readonly template: string
  readonly rule: string
  readonly message: string
  readonly nextStep: string
  readonly findings: readonly Finding[]
}

/** Puts findings of one sentence together, in the order in which each sentence first comes: what holds for thirty
 * cards is said once. */
export function groupFindings(readings: readonly Pick<TemplateReading, 'template' | 'findings'>[]): FindingGroup[] {
  const groups = new Map<string, Omit<FindingGroup, 'findings'> & { findings: Finding[] }>()
  for (const { template, findings } of readings) {
    for (const finding of findings) {
      const { rule, message, nextStep } = finding
      const key = `${template}\n${rule}\n${message}`
      const group = groups.get(key)
      if (group === undefined) groups.set(key, { template, rule, message, nextStep, findings: [finding] })
      else group.findings.push(finding)
    }
  }
  return [...groups.values()]
}
