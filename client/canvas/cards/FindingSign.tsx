import type { Finding, Severity } from '../../../shared/templates/template.ts'

/** From the one that matters most. */
const ORDER: readonly Severity[] = ['gap', 'warning', 'note']

/** What each severity is called where people read it. */
export const SEVERITY_TITLES: Readonly<Record<Severity, string>> = { gap: 'Gap', warning: 'Warning', note: 'Note' }

/** Told apart by shape, since hues mean sides: an open ring lacks something, a triangle warns, a dot remarks. */
const SEVERITY_SHAPES: Readonly<Record<Severity, { d: string; filled: boolean }>> = {
  gap: { d: 'M8 2.8a5.2 5.2 0 0 1 5.2 5.2M8 13.2A5.2 5.2 0 0 1 2.8 8M8 2.8A5.2 5.2 0 0 0 2.8 8', filled: false },
  warning: { d: 'M8 2.8l5.6 10H2.4z', filled: false },
  note: { d: 'M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6z', filled: true },
}

/** The severity that a mark shows for several findings; null for none. */
export function gravest(findings: readonly Pick<Finding, 'severity'>[]): Severity | null {
  return ORDER.find((severity) => findings.some((finding) => finding.severity === severity)) ?? null
}

/** A quiet sign for a finding, in ink. */
export function FindingSign({ severity, className }: { severity: Severity; className?: string | undefined }) {
  const { d, filled } = SEVERITY_SHAPES[severity]
  return (
    <svg
      className={className}
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill={filled ? 'currentColor' : 'none'}
      stroke="currentColor"
      strokeWidth={filled ? 0 : 1.75}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={d} />
    </svg>
  )
}
