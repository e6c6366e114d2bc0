/** How often something took how long, in buckets with fixed bounds. */
export class Durations {
  /** Upper bounds in milliseconds; what took longer than the last is counted behind them. */
  readonly boundsMs: readonly number[]
  /** How many fell into each bucket, and last those beyond all bounds. */
  readonly counts: number[]
  sumMs = 0

  constructor(boundsMs: readonly number[]) {
    this.boundsMs = boundsMs
    this.counts = Array.from({ length: boundsMs.length + 1 }, () => 0)
  }

  observe(durationMs: number): void {
    let bucket = 0
    while (durationMs > (this.boundsMs[bucket] ?? Number.POSITIVE_INFINITY)) bucket += 1
    this.counts[bucket] = (this.counts[bucket] ?? 0) + 1
    this.sumMs += durationMs
  }
}

/**
 * What sockets have carried since the start. Plain numbers, for they are counted ten thousands of times a second; who
 * wants to know reads them now and then.
 */
export class Traffic {
  framesIn = 0
  bytesIn = 0
  framesOut = 0
  bytesOut = 0
  /** Frames that were refused, by the code of the reason. */
  readonly refused = new Map<string, number>()
  /** From handing updates to storage until they are on disk. */
  readonly commit = new Durations([1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 10_000])
  /** From taking an update until it is written to everybody else's sockets. */
  readonly fanout = new Durations([0.25, 0.5, 1, 2.5, 5, 10, 25, 50, 100, 250, 1_000])

  refuse(code: string): void {
    this.refused.set(code, (this.refused.get(code) ?? 0) + 1)
  }
}
