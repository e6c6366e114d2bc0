import type { BenchFigure } from '../row.ts'
import type { LoadResult } from './roomLoad.ts'
import type { ServerKind } from './serverProcess.ts'

/** A line of the table for a load that was put on both servers. */
export function loadFigure(work: string, goal: string, results: Record<ServerKind, LoadResult>): BenchFigure {
  const { ours, relay } = results
  const ms = (value: number): string => value.toFixed(1)
  return {
    work,
    ours: `${ours.cpuPerThousand.toFixed(2)} ms`,
    floor: `${relay.cpuPerThousand.toFixed(2)} ms`,
    others: [],
    ratio: ours.cpuPerThousand / relay.cpuPerThousand,
    goal,
    met: null,
    note:
      `delivered ${(ours.delivered * 100).toFixed(0)} % (relay ${(relay.delivered * 100).toFixed(0)} %), ` +
      `p50 ${ms(ours.p50Ms)} ms (${ms(relay.p50Ms)}), p99 ${ms(ours.p99Ms)} ms (${ms(relay.p99Ms)})`,
  }
}
