import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePort } from '../../../server/launch/freePort.mjs'
import { plainEnvironment } from '../../support/plainEnvironment.ts'
import { cores, keepToClientCores } from '../cores.ts'
import type { Contender } from './contender.ts'

/** Memory of a server after collecting its garbage; not numbers where it is too busy to answer in good time. */
export interface SettledMemory {
  rssBytes: number
  /** What is in use of it: objects and buffers. */
  heldBytes: number
}

/** What the probe tells when asked. */
interface Answers {
  cpu: { cpuMs: number }
  memory: SettledMemory
}

/** A server that has more to do than it can has so long to answer. */
const PATIENCE_MS = 20_000

const probe = new URL('./probe.mjs', import.meta.url).href
const top = fileURLToPath(new URL('../../../', import.meta.url))

/** A server in a process of its own, on processors of its own, with a data folder that outlives it until `dispose`. */
export class ServerProcess {
  readonly contender: Contender
  readonly folder: string
  port = 0
  #child: ReturnType<typeof spawn> | null = null
  #said = ''

  private constructor(contender: Contender, folder: string) {
    this.contender = contender
    this.folder = folder
  }

  /**
   * Starts a server.
   * @param stored the data folder of one that has ended, of which it gets a copy; nothing stored without it
   */
  static async start(contender: Contender, stored?: string): Promise<ServerProcess> {
    const server = new ServerProcess(contender, await mkdtemp(path.join(tmpdir(), 'betwixt-bench-')))
    if (stored !== undefined) await cp(stored, server.folder, { recursive: true })
    await server.start()
    return server
  }

  /** Starts it on what it has stored; ready once it takes connections. */
  async start(): Promise<void> {
    keepToClientCores()
    this.port = await freePort()
    const { contender, folder, port } = this
    const split = cores()
    const node = [process.execPath, '--expose-gc', '--import', probe, ...contender.command(port, folder)]
    const [command = process.execPath, ...args] = 'server' in split ? ['taskset', '-c', split.server, ...node] : node
    this.#said = ''
    const child = spawn(command, args, {
      cwd: top,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: { ...plainEnvironment(), NODE_ENV: 'production', ...contender.environment(port, folder) },
    })
    this.#child = child
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => (this.#said = (this.#said + text).slice(-4_000)))
    }
    child.once('exit', (code, signal) => {
      if (this.#child === child) console.error(`${contender.name} ended by itself (${code ?? signal}): ${this.#said}`)
    })
    while (!(await takesConnections(port))) {
      if (child.exitCode !== null) throw new Error(`${contender.name} did not start: ${this.#said}`)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }

  /** Whether it still runs. */
  get running(): boolean {
    return this.#child !== null && this.#child.exitCode === null && this.#child.signalCode === null
  }

  /**
   * CPU milliseconds of all its threads so far. Read from outside where the system tells it: a server that cannot keep
   * up answers late.
   */
  async cpuMs(): Promise<number> {
    return cpuMsOf(this.#child?.pid) ?? (await this.#ask('cpu')).cpuMs
  }

  /** Its memory after collecting its garbage. */
  async settledMemory(): Promise<SettledMemory> {
    const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), PATIENCE_MS).unref())
    return (await Promise.race([this.#ask('memory'), late])) ?? { rssBytes: Number.NaN, heldBytes: Number.NaN }
  }

  /** Ends it with a signal and waits: SIGTERM as an operator does, SIGKILL as a power cut would. */
  async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const child = this.#child
    this.#child = null
    if (child === null || child.exitCode !== null || child.signalCode !== null) return
    const exited = once(child, 'exit')
    child.kill(signal)
    const impatient = setTimeout(() => child.kill('SIGKILL'), 30_000)
    await exited
    clearTimeout(impatient)
  }

  /** Ends it and removes what it has stored. */
  async dispose(): Promise<void> {
    await this.end('SIGKILL')
    await rm(this.folder, { recursive: true, force: true, maxRetries: 3 })
  }

  async #ask<K extends keyof Answers>(what: K): Promise<Answers[K]> {
    const child = this.#child
    if (child === null || !this.running) throw new Error(`${this.contender.name} has ended: ${this.#said}`)
    const either = new AbortController()
    const exit = once(child, 'exit', { signal: either.signal }).then(
      () => Promise.reject(new Error(`${this.contender.name} ended: ${this.#said}`)),
      () => new Promise<never>(() => undefined),
    )
    const answer = once(child, 'message')
    child.send(what)
    const [use] = (await Promise.race([answer, exit])) as [Answers[K]]
    either.abort()
    return use
  }
}

/** The processor time of a process with all its threads, as Linux tells it, in steps of 10 ms. */
function cpuMsOf(pid: number | undefined): number | null {
  if (pid === undefined || process.platform !== 'linux') return null
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The name in brackets may hold spaces; behind it, user time is the 12th field and system time the 13th.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10
}

function takesConnections(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}
