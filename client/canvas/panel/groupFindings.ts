import type { Finding } from '../../../shared/templates/template.ts'

/** Findings that say the same of different cards. */
export interface FindingGroup {
  readonly message: string
  readonly nextStep: string
  readonly findings: readonly Finding[]
}

/** Puts findings of one sentence together, in the order in which each sentence first comes: what holds for thirty
 * cards is said once. */
export function groupFindings(findings: readonly Finding[]): FindingGroup[] {
  const groups = new Map<string, Finding[]>()
  for (const finding of findings) {
    const key = `${finding.rule}\n${finding.message}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [finding])
    else group.push(finding)
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    return first === undefined ? [] : [{ message: first.message, nextStep: first.nextStep, findings: group }]
  })
}
