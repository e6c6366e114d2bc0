import { describe, expect, it } from 'vitest'
import { countPlaywright, countsLine, countVitest } from '../support/testCounts.ts'

describe('the closing line of npm test', () => {
  it('HOUSE-3: counts a file that could not be loaded as a failure', () => {
    const counts = countVitest({
      numPassedTests: 4,
      numFailedTests: 0,
      numPendingTests: 1,
      numTodoTests: 0,
      testResults: [
        { status: 'passed', assertionResults: [{}, {}, {}, {}, {}] },
        { status: 'failed', assertionResults: [] },
      ],
    })
    expect(countsLine(counts)).toBe('4 passed, 1 failed, 1 skipped')
  })

  it('HOUSE-3: counts a browser test that passed only at the second try as a failure', () => {
    const counts = countPlaywright({ stats: { expected: 3, unexpected: 0, flaky: 1, skipped: 0 }, errors: [] })
    expect(countsLine(counts)).toBe('3 passed, 1 failed')
  })
})
