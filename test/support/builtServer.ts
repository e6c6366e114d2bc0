import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePort } from '../../server/launch/freePort.mjs'
import { plainEnvironment } from './plainEnvironment.ts'
import { refuseWrites } from './refuseWrites.ts'

const top = fileURLToPath(new URL('../../', import.meta.url))

/** What is run: the built server itself, what `npm start` runs (it builds first where needed), or `npm run dev`. */
export type Entry = 'dist/server/main.js' | 'server/launch/start.mjs' | 'server/launch/dev.mjs'

/** How a run of the server ended. */
export interface Exit {
  code: number | null
  signal: NodeJS.Signals | null
}

/** One run of the server's process and what it has printed. */
interface Run {
  process: ChildProcess
  stdout: string
  stderr: string
  exit: Promise<Exit>
}

/**
 * The built product as an operator runs it: `node dist/server/main.js`, in a process of its own that can be killed, on
 * one port and one data folder that outlive it.
 */
export class BuiltServer {
  readonly port: number
  readonly dataDir: string
  private readonly env: Record<string, string>
  private readonly entry: Entry
  private run: Run | null = null

  private constructor(port: number, dataDir: string, env: Record<string, string>, entry: Entry) {
    this.port = port
    this.dataDir = dataDir
    this.env = env
    this.entry = entry
  }

  /** A server that does not run yet, with a free port and a new data folder. `env` may depend on the port. */
  static async prepare(
    env: Record<string, string> | ((port: number) => Promise<Record<string, string>>) = {},
    entry: Entry = 'dist/server/main.js',
  ): Promise<BuiltServer> {
    const dataDir = await mkdtemp(join(tmpdir(), 'betwixt-'))
    const port = await freePort()
    return new BuiltServer(port, dataDir, typeof env === 'function' ? await env(port) : env, entry)
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}${this.env['BASE_PATH'] ?? ''}`
  }

  /** What the present or last run has printed on standard output. */
  get stdout(): string {
    return this.run?.stdout ?? ''
  }

  /** What the present or last run has printed on standard error. */
  get stderr(): string {
    return this.run?.stderr ?? ''
  }

  /**
   * Starts the process without waiting for it to serve.
   * @returns how it will have ended.
   */
  launch(): Promise<Exit> {
    if (this.run?.process.exitCode === null && this.run.process.signalCode === null) throw new Error('It runs already')
    const child = spawn(process.execPath, [join(top, this.entry)], {
      cwd: top,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...plainEnvironment(),
        NODE_ENV: 'production',
        PORT: String(this.port),
        DATA_DIR: this.dataDir,
        ...this.env,
      },
    })
    const run: Run = {
      process: child,
      stdout: '',
      stderr: '',
      // 'close' rather than 'exit': by then everything it printed has been read.
      exit: new Promise((resolve) => child.once('close', (code, signal) => resolve({ code, signal }))),
    }
    child.stdout.setEncoding('utf8').on('data', (text: string) => (run.stdout += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (run.stderr += text))
    this.run = run
    return run.exit
  }

  /** Starts the process and waits until it has printed its address. */
  async start(): Promise<void> {
    const exit = this.launch()
    const run = this.run
    const child = run?.process
    if (!run || !child) return
    await new Promise<void>((resolve, reject) => {
      const look = () => {
        if (run.stdout.includes(`:${this.port}`)) resolve()
      }
      child.stdout?.on('data', look)
      void exit.then(({ code, signal }) => reject(new Error(`The server ended (${code ?? signal}): ${run.stderr}`)))
      look()
    })
  }

  /** Ends the process as a power cut would, with nothing flushed. */
  async kill9(): Promise<void> {
    this.run?.process.kill('SIGKILL')
    await this.run?.exit
  }

  /** Lets the system refuse whatever the process writes to files, as a full disk does, or take it again. */
  refuseWrites(refused: boolean): void {
    refuseWrites(this.run?.process.pid, refused)
  }

  /** Asks the process to end as an operator would. */
  async stop(): Promise<Exit> {
    this.run?.process.kill('SIGTERM')
    return this.run ? await this.run.exit : { code: null, signal: null }
  }

  /** Starts it again on the same port and data, after {@link kill9} or {@link stop}. */
  async restart(): Promise<void> {
    await this.start()
  }

  /** Ends it and deletes its data. */
  async dispose(): Promise<void> {
    await this.kill9()
    await rm(this.dataDir, { recursive: true, force: true, maxRetries: 3 })
  }
}
