import { spawn, type ChildProcess } from 'node:child_process'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { ownProcess } from '../support/ownProcess.ts'
import { plainEnvironment } from '../support/plainEnvironment.ts'

const top = fileURLToPath(new URL('../../', import.meta.url))
const preload = new URL('./serverPreload.mjs', import.meta.url).href

/** How long the server may take to start, or to stop when asked: far more than it ever should. */
const LONGEST_MS = 60_000

/** What the server's process uses at one moment. Bytes, as the names say. */
export interface ServerUse {
  /** Which start of the server this is. */
  life: number
  residentBytes: number
  openFiles: number
  databaseBytes: number
}

/** What it uses after it has collected its garbage and given it back, and how late its turns came since it was asked last. */
export interface ServerMeasure extends ServerUse {
  heapBytes: number
  bufferBytes: number
  delayP99Ms: number
  delayMaxMs: number
}

interface Run {
  child: ChildProcess
  exit: Promise<{ code: number | null; signal: NodeJS.Signals | null }>
  isWanted: boolean
}

export interface SoakServerOptions {
  port: number
  dataDir: string
  /** The built product, or the same from its sources. */
  entry: 'dist/server/main.js' | 'server/main.ts'
  onLogLine: (line: string) => void
  /** It ended and nobody had asked for that. */
  onDeath: (how: string) => void
}

/** The built product as a process of its own, whose clock can be set wrong. */
export class SoakServer {
  readonly port: number
  readonly dataDir: string
  readonly #options: SoakServerOptions
  #run: Run | null = null
  #life = 0
  #asked = 0
  #shiftMs = 0

  constructor(options: SoakServerOptions) {
    this.#options = options
    this.port = options.port
    this.dataDir = options.dataDir
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`
  }

  get pid(): number | null {
    return this.#run?.child.pid ?? null
  }

  get isRunning(): boolean {
    return this.#run !== null
  }

  get clockShiftMs(): number {
    return this.#shiftMs
  }

  /** Starts it and waits until it serves. Returns the line it ended with where it does not start. */
  async start(): Promise<string | null> {
    if (this.#run !== null) throw new Error('the server runs already')
    const { entry } = this.#options
    const { execArgv, file } =
      entry === 'server/main.ts' ? ownProcess('main') : { execArgv: [], file: path.join(top, entry) }
    const args = ['--expose-gc', '--import', preload, ...execArgv, file]
    const child = spawn(process.execPath, args, {
      cwd: top,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      // A group of its own: Ctrl-C is for the conductor alone, who asks it to stop.
      detached: true,
      env: {
        ...plainEnvironment(),
        NODE_ENV: 'production',
        PORT: String(this.port),
        DATA_DIR: this.dataDir,
        SOAK_CLOCK_SHIFT_MS: String(this.#shiftMs),
      },
    })
    const exit = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) =>
      child.once('close', (code, signal) => resolve({ code, signal })),
    )
    const run: Run = { child, exit, isWanted: true }
    this.#run = run
    this.#life++
    let last: string[] = []
    let isServing = false
    createInterface({ input: child.stderr as NodeJS.ReadableStream }).on('line', (line) => {
      last = [...last.slice(-20), line]
      if (isServing) this.#options.onLogLine(line)
    })
    void exit.then(({ code, signal }) => {
      if (this.#run === run) this.#run = null
      if (run.isWanted && isServing) this.#options.onDeath(`${code ?? signal}: ${last.join('\n')}`)
    })
    const served = new Promise<null>((resolve) => {
      createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
        if (line.includes(`:${this.port}`)) resolve(null)
      })
    })
    const ended = exit.then(({ code, signal }) => `${code ?? signal}: ${last.join('\n')}`)
    const outcome = await Promise.race([served, ended, tooLong('start')])
    isServing = outcome === null
    return outcome
  }

  /** Ends it as a power cut would. */
  async kill9(): Promise<void> {
    const run = this.#run
    if (run === null) return
    run.isWanted = false
    run.child.kill('SIGKILL')
    await run.exit
    this.#run = null
  }

  /** Asks it to end, as an operator would. Returns its exit code. */
  async stop(): Promise<number | null> {
    const run = this.#run
    if (run === null) return null
    run.isWanted = false
    run.child.kill('SIGTERM')
    const { code } = await Promise.race([run.exit, tooLong('stop')])
    this.#run = null
    return code
  }

  /** Sets its clock wrong by so much, also over restarts. */
  shiftClock(byMs: number): void {
    this.#shiftMs = byMs
    this.#run?.child.send({ shiftMs: byMs }, () => undefined)
  }

  /** What the process uses, as the system tells; null where it tells nothing or no server runs. */
  use(): ServerUse | null {
    const { pid } = this
    if (pid === null) return null
    try {
      const status = readFileSync(`/proc/${pid}/status`, 'utf8')
      return {
        life: this.#life,
        residentBytes: Number(/^VmRSS:\s+(\d+) kB$/mu.exec(status)?.[1] ?? 0) * 1024,
        openFiles: readdirSync(`/proc/${pid}/fd`).length,
        databaseBytes: statSync(path.join(this.dataDir, 'boards/boards.mdb')).size,
      }
    } catch {
      return null
    }
  }

  /** As `use`, after garbage was collected; null where no server runs or it has no time. */
  async measure(): Promise<ServerMeasure | null> {
    const child = this.#run?.child
    if (child === undefined) return null
    const n = ++this.#asked
    const answer = await new Promise<Partial<ServerMeasure> | null>((resolve) => {
      const give = (message: unknown): void => {
        const measured = message as { measured?: number } & Partial<ServerMeasure>
        if (measured.measured === n) finish(measured)
      }
      const finish = (value: Partial<ServerMeasure> | null): void => {
        child.off('message', give)
        clearTimeout(timer)
        resolve(value)
      }
      const timer = setTimeout(() => finish(null), 10_000)
      child.on('message', give)
      child.send({ measure: n }, () => undefined)
    })
    const use = this.use()
    if (answer === null || use === null) return null
    const { heapBytes = 0, bufferBytes = 0, delayP99Ms = 0, delayMaxMs = 0 } = answer
    return { ...use, heapBytes, bufferBytes, delayP99Ms, delayMaxMs }
  }
}

function tooLong(what: string): Promise<never> {
  return new Promise((_resolve, reject) => {
    setTimeout(() => reject(new Error(`the server did not ${what} within a minute`)), LONGEST_MS).unref()
  })
}
