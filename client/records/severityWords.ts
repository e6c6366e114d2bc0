import type { Severity } from '../../shared/templates/template.ts'

/** How a finding's severity reads on the page. */
export const SEVERITY_WORDS: Record<Severity, string> = { gap: 'Gap', warning: 'Warning', note: 'Note' }
