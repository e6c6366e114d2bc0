import type { Finding, TemplateReading } from '../../../shared/templates/template.ts'

/**
 * The findings that point at each card. A card whose findings are the same as before keeps its list, so that it need
 * not be drawn again.
 */
export function findingsByCard(
  readings: readonly TemplateReading[],
  before: ReadonlyMap<string, readonly Finding[]>,
): ReadonlyMap<string, readonly Finding[]> {
  const found = new Map<string, Finding[]>()
  for (const { findings } of readings) {
    for (const finding of findings) {
      for (const card of finding.cards) {
        const list = found.get(card)
        if (list === undefined) found.set(card, [finding])
        else list.push(finding)
      }
    }
  }
  return new Map([...found].map(([card, list]) => [card, kept(before.get(card), list)]))
}

function kept(before: readonly Finding[] | undefined, now: readonly Finding[]): readonly Finding[] {
  const isSame =
    before?.length === now.length &&
    now.every(({ rule, message, severity }, at) => {
      const old = before[at]
      return old?.rule === rule && old.message === message && old.severity === severity
    })
  return isSame ? before : now
}
