import { describe, expect, it } from 'vitest'
import { ApiProblem, Unreachable } from '../../../client/api/problem.ts'
import { titleProblem, titleRefusal } from '../../../client/home/titleProblem.ts'
import { API_LIMITS } from '../../../shared/api/limits.ts'

describe('a title', () => {
  it('UI-11: that is empty or too long is refused before it is sent, and says by how much', () => {
    expect(titleRefusal('  ')).toBe('Give the board a title.')
    expect(titleRefusal('x'.repeat(API_LIMITS.title))).toBeUndefined()
    expect(titleRefusal('x'.repeat(API_LIMITS.title + 3))).toContain('3 too many')
  })

  it('UI-11: that the server refused shows what was said of this field, or of the whole', () => {
    const errors = [{ path: 'title', message: 'This holds half a character.' }]
    expect(titleProblem('x', new ApiProblem(422, 'invalid-request', 'One field …', errors))).toBe(errors[0]?.message)
    expect(titleProblem('x', new Unreachable(null))).toBe('The server cannot be reached.')
    expect(titleProblem('x', null)).toBeUndefined()
  })
})
