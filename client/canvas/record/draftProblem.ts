import { API_LIMITS } from '../../../shared/api/limits.ts'
import { lengthProblem } from '../../ui/lengthProblem.ts'
import type { RecordDraft } from './keptDraft.ts'

/** The fields that people type words into. */
export type DraftText = Exclude<keyof RecordDraft, 'reviewBy'>

const LONGEST: Readonly<Record<DraftText, number>> = {
  title: API_LIMITS.title,
  decided: API_LIMITS.paragraph,
  whyNow: API_LIMITS.paragraph,
  changeOurMind: API_LIMITS.paragraph,
  owner: API_LIMITS.line,
}

const MISSING: Readonly<Partial<Record<DraftText, string>>> = {
  title: 'A record needs a title by which it is found again.',
  decided: 'Say what was decided; a record without it records nothing.',
}

/** Why a field cannot be sent as it is; undefined where it can. Nothing is called missing before one has tried. */
export function draftProblem(draft: RecordDraft, field: DraftText, tried: boolean): string | undefined {
  if (tried && draft[field].trim() === '' && MISSING[field] !== undefined) return MISSING[field]
  return lengthProblem(draft[field], LONGEST[field])
}

/** Whether every field can be sent. */
export function isSendable(draft: RecordDraft): boolean {
  return (Object.keys(LONGEST) as DraftText[]).every((field) => draftProblem(draft, field, true) === undefined)
}
