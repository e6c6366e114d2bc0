import { describe, expect, it } from 'vitest'
import { growthFindings, NOBODY_THERE, type HealthSample } from './health.ts'
import { lineThrough, quantile, sparkline } from './trend.ts'

const MB = 1024 * 1024

function samples(count: number, of: (at: number) => Partial<HealthSample>): HealthSample[] {
  return Array.from({ length: count }, (_, at) => ({
    atS: at * 60,
    phase: 'rest',
    life: 1,
    edits: at * 1000,
    residentBytes: 120 * MB,
    openFiles: 40,
    databaseBytes: 2 * MB,
    // Up and down, as a heap is.
    heapBytes: 25 * MB + (at % 3) * MB,
    delayP99Ms: 1,
    delayMaxMs: 1,
    ...of(at),
  }))
}

const grown = (measured: readonly HealthSample[]): string[] => growthFindings(measured).map(({ what }) => what)

describe('growth in a soak', () => {
  it('HOUSE-44: a planted leak is found: memory beyond what edits leave in documents, open files, the database', () => {
    expect(grown(samples(10, () => ({})))).toEqual([])
    expect(grown(samples(10, (at) => ({ heapBytes: (25 + at * 2) * MB })))).toEqual([
      expect.stringMatching(/^memory in use grew/u),
    ])
    expect(grown(samples(10, (at) => ({ residentBytes: (120 + at * 8) * MB })))).toEqual([
      expect.stringMatching(/^resident memory grew/u),
    ])
    expect(grown(samples(10, (at) => ({ openFiles: 40 + at })))).toEqual([expect.stringMatching(/^open files grew/u)])
    expect(grown(samples(10, (at) => ({ databaseBytes: (2 + at) * MB })))).toEqual([
      expect.stringMatching(/^the database grew/u),
    ])
  })

  it('HOUSE-44: a little that stays of each board that was put away is found', () => {
    const phase = NOBODY_THERE
    expect(grown(samples(5, () => ({ phase })))).toEqual([])
    expect(grown(samples(5, (at) => ({ phase, heapBytes: (25 + at * 1.5) * MB })))).toEqual([
      expect.stringMatching(/^memory in use with nobody there grew/u),
    ])
  })

  it('HOUSE-44: only equal moments of one life of the server are compared', () => {
    const begun = samples(3, (at) => ({ life: at, heapBytes: (20 + at * 20) * MB, openFiles: 10 + at * 30 }))
    expect(grown(begun)).toEqual([])
    const mixed = samples(9, (at) =>
      at % 2 === 0 ? {} : { phase: 'running', heapBytes: null, openFiles: 40 + at * 10 },
    )
    expect(grown(mixed)).toEqual([])
  })

  it('HOUSE-44: the line is the one of least squares, and there is none through two points', () => {
    const line = lineThrough([
      [0, 1],
      [1, 3],
      [2, 5],
      [3, 7],
    ])
    expect(line).toEqual({ slope: 2, from: 1, to: 7 })
    expect(
      lineThrough([
        [0, 1],
        [1, 3],
      ]),
    ).toBeNull()
    expect(
      lineThrough([
        [1, 1],
        [1, 2],
        [1, 3],
      ]),
    ).toBeNull()
  })

  it('HOUSE-44: quantiles and bars are of the values there are', () => {
    expect([quantile([], 0.5), quantile([3, 1, 2], 0.5), quantile([3, 1, 2], 1)]).toEqual([null, 2, 3])
    expect([sparkline([]), sparkline([0, 7, 14]), sparkline([5, 5, 5])]).toEqual(['', '▁▅█', '███'])
  })
})
