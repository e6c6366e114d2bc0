import type { Findings } from './Findings.ts'
import type { HealthSample } from './health.ts'
import type { RunTime } from './RunTime.ts'
import { isExplained } from './serverLog.ts'
import type { SoakServer } from './SoakServer.ts'

/** How long the disk's failures may be spoken of in the log after it works again, and a start after it. */
const DISK_ECHO_MS = 15_000
const START_ECHO_MS = 15_000
/** What the server says when it ends itself because the disk took only a part of a write. */
const GIVES_UP = 'The database cannot go on'

/** Reads the server's log with what is broken in mind, and measures what its process uses. */
export class ServerWatch {
  readonly samples: HealthSample[] = []
  /** How often the server ended itself because a write was refused half-way. */
  gaveUp = 0
  readonly #findings: Findings
  readonly #time: RunTime
  #diskExcusedUntil = 0
  #startExcusedUntil = 0

  constructor(findings: Findings, time: RunTime) {
    this.#findings = findings
    this.#time = time
  }

  /** The disk begins to fail, or works again. */
  excuseDisk(isFailing: boolean): void {
    this.#diskExcusedUntil = isFailing ? Number.POSITIVE_INFINITY : performance.now() + DISK_ECHO_MS
  }

  /** The server is about to start, or has started. */
  excuseStart(isStarting: boolean): void {
    this.#startExcusedUntil = isStarting ? Number.POSITIVE_INFINITY : performance.now() + START_ECHO_MS
  }

  /** The server ended, and nobody had asked for that. */
  died(how: string): void {
    // What it does where LMDB got a write half to the disk and can go on no more.
    if (performance.now() < this.#diskExcusedUntil && how.includes(GIVES_UP)) this.gaveUp++
    else this.#findings.add('crash', `the server ended by itself: ${how}`)
  }

  logged(line: string): void {
    const now = performance.now()
    const excuses = { disk: () => now < this.#diskExcusedUntil, start: () => now < this.#startExcusedUntil }
    if (!isExplained(line, excuses)) this.#findings.add('log', line.slice(0, 1000))
  }

  /** Notes what the process uses in the midst of everything. */
  sample(server: SoakServer): void {
    const use = server.use()
    if (use === null) return
    const rest = { heapBytes: null, edits: null, delayP99Ms: null, delayMaxMs: null }
    this.samples.push({ ...use, ...rest, phase: 'running', atS: this.#time.seconds })
  }

  /** Has the server collect its garbage, and notes what it uses then. `edits` were made up to now. */
  async measure(server: SoakServer, phase: string, edits: number): Promise<void> {
    const measure = await server.measure()
    if (measure !== null) this.samples.push({ ...measure, phase, edits, atS: this.#time.seconds })
    this.#time.event(`measured, ${phase}: ${JSON.stringify(measure)}`)
  }
}
