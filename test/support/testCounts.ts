import { readFileSync } from 'node:fs'

/** How many tests a runner really executed, by how they ended. */
export interface TestCounts {
  passed: number
  failed: number
  skipped: number
}

/** The part that is used of what `vitest --reporter=json` writes. */
interface VitestReport {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  /** A file that cannot be loaded fails as a suite without a single test. */
  testResults: { status: string; assertionResults: unknown[] }[]
}

/** The part that is used of what Playwright's json reporter writes. */
interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number }
  errors: unknown[]
}

/** Counts the tests in a Vitest report; a file that failed before its first test counts as one that failed. */
export function countVitest(report: VitestReport): TestCounts {
  const unloaded = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0)
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded.length,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

/** Counts the tests in a Playwright report; one that passed only when tried again counts as failed. */
export function countPlaywright(report: PlaywrightReport): TestCounts {
  const { expected, unexpected, flaky, skipped } = report.stats
  return { passed: expected, failed: unexpected + flaky + report.errors.length, skipped }
}

export function addCounts(a: TestCounts, b: TestCounts): TestCounts {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped }
}

/** `12 passed, 0 failed`, and `, 1 skipped` where any were. */
export function countsLine({ passed, failed, skipped }: TestCounts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}

/** Reads a runner's report; null when the runner died before it wrote one. */
export function readReport<T>(path: string): T | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as T
  } catch {
    return null
  }
}

export type { VitestReport, PlaywrightReport }
