import type { Durations } from '../sync/traffic.ts'

/**
 * Durations as a histogram in the text form of Prometheus, in seconds as is usual there. The library's own histograms
 * have to be told of each value, which is too much for what happens thousands of times a second.
 */
export function durationsText(name: string, help: string, { boundsMs, counts, sumMs }: Durations): string {
  let below = 0
  const buckets = counts.map((count, index) => {
    below += count
    const bound = boundsMs[index]
    return `${name}_bucket{le="${bound === undefined ? '+Inf' : bound / 1000}"} ${below}`
  })
  return [
    `# HELP ${name} ${help}`,
    `# TYPE ${name} histogram`,
    ...buckets,
    `${name}_sum ${sumMs / 1000}`,
    `${name}_count ${below}`,
    '',
  ].join('\n')
}
