import { spawn, type ChildProcess } from 'node:child_process'
import { ownProcess } from './ownProcess.ts'
import { plainEnvironment } from './plainEnvironment.ts'

/** The server from its sources as a process of its own, on a port that the system picks; it can be killed. */
export class SourceServer {
  readonly #process: ChildProcess
  readonly #closed: Promise<number | null>
  stdout = ''
  stderr = ''

  /** @param stderr where standard error goes instead of `this.stderr`: an open file */
  constructor(env: Record<string, string>, stderr?: number) {
    const { execArgv, file } = ownProcess('main')
    this.#process = spawn(process.execPath, [...execArgv, file], {
      stdio: ['ignore', 'pipe', stderr ?? 'pipe'],
      env: { ...plainEnvironment(), PORT: '0', ...env },
    })
    this.#process.stdout?.setEncoding('utf8').on('data', (text: string) => (this.stdout += text))
    this.#process.stderr?.setEncoding('utf8').on('data', (text: string) => (this.stderr += text))
    this.#closed = new Promise((resolve) => this.#process.once('close', (code) => resolve(code)))
  }

  /** Starts a server and waits until it serves. */
  static async start(env: Record<string, string>, stderr?: number): Promise<SourceServer> {
    const server = new SourceServer(env, stderr)
    await new Promise<void>((resolve, reject) => {
      server.#process.stdout?.on('data', () => resolve())
      void server.#closed.then((code) => reject(new Error(`It ended with ${code}: ${server.stderr}`)))
    })
    return server
  }

  /** The address on this machine. */
  get url(): string {
    return /http:\/\/127\.0\.0\.1:\d+/u.exec(this.stdout)?.[0] ?? ''
  }

  get pid(): number | undefined {
    return this.#process.pid
  }

  /** Ends it and tells its exit code. */
  async end(signal: NodeJS.Signals): Promise<number | null> {
    this.#process.kill(signal)
    return this.#closed
  }

  /** The exit code of a server that ends by itself. */
  get exit(): Promise<number | null> {
    return this.#closed
  }
}
