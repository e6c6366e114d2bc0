import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePort } from '../../../server/launch/freePort.mjs'
import { cores, keepToClientCores } from '../cores.ts'
import type { Contender } from './contender.ts'

/** What a process has used so far: CPU milliseconds of all its threads, and the memory it holds now. */
export interface ProcessUse {
  cpuMs: number
  rssBytes: number
}

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

  /** Starts a server with nothing stored. */
  static async start(contender: Contender): Promise<ServerProcess> {
    const server = new ServerProcess(contender, await mkdtemp(path.join(tmpdir(), 'betwixt-bench-')))
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
      env: { ...plainEnvironment(), ...contender.environment(port, folder) },
    })
    this.#child = child
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => (this.#said = (this.#said + text).slice(-4_000)))
    }
    while (!(await takesConnections(port))) {
      if (child.exitCode !== null) throw new Error(`${contender.name} did not start: ${this.#said}`)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }

  /** Whether it still runs. */
  get running(): boolean {
    return this.#child !== null && this.#child.exitCode === null && this.#child.signalCode === null
  }

  /** What it has used. With `gc`, after its garbage was collected. */
  async use(options: { gc: boolean } = { gc: false }): Promise<ProcessUse> {
    const child = this.#child
    if (child === null || !this.running) throw new Error(`${this.contender.name} has ended: ${this.#said}`)
    const ended = new AbortController()
    const exit = once(child, 'exit', { signal: ended.signal }).then(
      () => Promise.reject(new Error(`${this.contender.name} ended: ${this.#said}`)),
      () => new Promise<never>(() => undefined),
    )
    child.send(options)
    const [use] = (await Promise.race([once(child, 'message'), exit])) as [ProcessUse]
    ended.abort()
    return use
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
}

/** The environment without what configures a server that the developer may be running. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const { WORKSPACE_KEY: _key, WORKSPACE_KEY_FILE: _file, PUBLIC_URL: _url, ...rest } = process.env
  return { ...rest, NODE_ENV: 'production' }
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
