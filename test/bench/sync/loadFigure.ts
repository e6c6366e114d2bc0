import type { BenchFigure } from '../row.ts'
import type { Contender } from './contender.ts'
import type { LoadResult, LoadResults } from './roomLoad.ts'

/** What a load is judged by. */
export interface LoadGoal {
  /** In words. */
  goal: string
  /** What our CPU time is divided by; null where it could not be measured. */
  against: LoadResult | null
  met: boolean | null
}

/** A line of the table for a load that was put on all servers: CPU of the server for 1,000 deliveries to others. */
export function loadFigure(work: string, results: LoadResults, { goal, against, met }: LoadGoal): BenchFigure {
  const { ours, floor, peers } = results
  return {
    work: `${work}: server CPU for 1,000 deliveries`,
    ours: cpu(ours),
    floor: cpu(floor),
    others: peers.map(({ contender, result }) => ({
      name: contender.name,
      figure: typeof result === 'string' ? result : cpu(result),
      value: typeof result === 'string' ? null : result.cpuPerThousand,
    })),
    ratio: against === null ? null : ours.cpuPerThousand / against.cpuPerThousand,
    goal,
    met,
    note: [
      seen('Betwixt', ours),
      seen('floor', floor),
      ...peers.flatMap(({ contender, result }) => (typeof result === 'string' ? [] : [seen(contender.name, result)])),
    ].join('; '),
  }
}

/** What a peer did, or null where it could not be measured. */
export function resultOf(results: LoadResults, contender: Contender): LoadResult | null {
  const result = results.peers.find((peer) => peer.contender === contender)?.result
  return typeof result === 'object' ? result : null
}

function cpu(result: LoadResult): string {
  return `${result.cpuPerThousand.toFixed(2)} ms`
}

function seen(name: string, { delivered, p50Ms, p99Ms }: LoadResult): string {
  return `${name} delivered ${(delivered * 100).toFixed(0)} %, p50 ${latency(p50Ms)}, p99 ${latency(p99Ms)}`
}

function latency(ms: number): string {
  return ms >= 1000 ? `${(ms / 1000).toFixed(1)} s` : `${ms.toFixed(1)} ms`
}
