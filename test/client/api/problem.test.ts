import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ApiProblem, parseProblem, problemText, Unreachable } from '../../../client/api/problem.ts'
import { ERROR_CODES } from '../../../shared/errors.ts'

describe('a refusal', () => {
  it('UI-2: keeps the code, the sentence and the fields of problem details', () => {
    const problem = parseProblem(
      422,
      JSON.stringify({
        type: 'about:blank',
        title: 'Unprocessable',
        status: 422,
        detail: 'One field cannot be taken.',
        code: 'invalid-request',
        errors: [{ path: 'title', message: 'Use at most 200 characters.' }],
      }),
    )
    expect(problem).toMatchObject({ status: 422, code: 'invalid-request', message: 'One field cannot be taken.' })
    expect(problem.field('title')).toBe('Use at most 200 characters.')
    expect(problem.field('decided')).toBeUndefined()
  })

  it.each([
    [401, 'unauthenticated'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [413, 'too-large'],
    [507, 'storage-unwritable'],
    [502, 'internal'],
    [418, 'invalid-request'],
  ])('UI-2: with status %i and a body that is not ours has the code "%s" and a sentence', (status, code) => {
    const problem = parseProblem(status, '<html>Bad gateway</html>')
    expect(problem.code).toBe(code)
    expect(problem.message).toContain(String(status))
  })

  it('UI-2: whatever the body, there are a known code, a sentence and well-formed fields', () => {
    fc.assert(
      fc.property(fc.integer({ min: 400, max: 599 }), fc.oneof(fc.string(), fc.json()), (status, body) => {
        const problem = parseProblem(status, body)
        expect(ERROR_CODES).toContain(problem.code)
        expect(problem.message).not.toBe('')
        for (const { path, message } of problem.fieldErrors)
          expect([typeof path, typeof message]).toEqual(['string', 'string'])
      }),
    )
  })

  it('UI-2: fields that are malformed are left out, the others stay', () => {
    const errors = [null, 3, { path: 'a' }, { path: 'title', message: 'Fill this in.' }]
    expect(parseProblem(422, JSON.stringify({ errors })).fieldErrors).toEqual([
      { path: 'title', message: 'Fill this in.' },
    ])
  })
})

describe('what is shown', () => {
  it('UI-3: an unknown failure shows no stack and no foreign words', () => {
    expect(problemText(new TypeError('x is undefined'))).not.toContain('undefined')
  })

  it('UI-3: a refusal and an unreachable server are told in their own words', () => {
    expect(problemText(new ApiProblem(507, 'storage-unwritable', 'The disk is full.'))).toBe('The disk is full.')
    expect(problemText(new Unreachable(null))).toBe('The server cannot be reached.')
  })
})
