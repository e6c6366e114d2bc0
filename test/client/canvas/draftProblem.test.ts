import { describe, expect, it } from 'vitest'
import { draftProblem, isSendable } from '../../../client/canvas/record/draftProblem.ts'
import { API_LIMITS } from '../../../shared/api/limits.ts'

const DRAFT = { title: 'Count them', decided: 'We count.', whyNow: '', changeOurMind: '', owner: '', reviewBy: '' }

describe('what is typed into a decision', () => {
  it('UI-48: lacks a title and what was decided only once one has tried to save it', () => {
    const empty = { ...DRAFT, title: ' ', decided: '' }
    expect(draftProblem(empty, 'title', false)).toBeUndefined()
    expect(draftProblem(empty, 'title', true)).toMatch(/title/)
    expect(draftProblem(empty, 'decided', true)).toMatch(/decided/)
    expect(draftProblem(empty, 'whyNow', true)).toBeUndefined()
    expect(isSendable(empty)).toBe(false)
    expect(isSendable(DRAFT)).toBe(true)
  })

  it('UI-11: is told field by field what is too long, and by how much, before it is sent', () => {
    const fields = [
      ['title', API_LIMITS.title],
      ['decided', API_LIMITS.paragraph],
      ['whyNow', API_LIMITS.paragraph],
      ['changeOurMind', API_LIMITS.paragraph],
      ['owner', API_LIMITS.line],
    ] as const
    for (const [field, most] of fields) {
      expect(draftProblem({ ...DRAFT, [field]: 'a'.repeat(most) }, field, true)).toBeUndefined()
      const long = { ...DRAFT, [field]: 'a'.repeat(most + 3) }
      expect(draftProblem(long, field, false)).toContain('3 too many')
      expect(isSendable(long)).toBe(false)
    }
  })
})
