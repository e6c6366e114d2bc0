import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { ownProcess } from './ownProcess.ts'
import { refuseWrites } from './refuseWrites.ts'
import type { SpareOrder } from './spareServerChild.ts'

/** A process that runs, and whether it has ended. */
interface Child {
  process: ChildProcess
  ended: Promise<unknown>
}

/**
 * The socket side of the server on one folder and one port, in processes that are killed and replaced at once: the next
 * one is always there already and only waits to be told to open the folder.
 */
export class SpareServer {
  readonly port: number
  readonly #directory: string
  #child: Child | null = null
  #spare: Child

  constructor(directory: string, port: number) {
    this.#directory = directory
    this.port = port
    this.#spare = this.#spawn()
  }

  get url(): string {
    return `ws://127.0.0.1:${this.port}/sync`
  }

  /** Whether the process that was started last has ended, by itself or not. */
  get hasEnded(): boolean {
    const child = this.#child?.process
    return child === undefined || child.exitCode !== null || child.signalCode !== null
  }

  /** Starts opening the folder. Resolves when it listens, or has ended before. */
  async start(): Promise<void> {
    const child = this.#spare
    this.#child = child
    this.#spare = this.#spawn()
    await this.#tell({ do: 'open', directory: this.#directory, port: this.port })
    await Promise.race([once(child.process, 'message'), child.ended])
  }

  compact(boardId: string): Promise<void> {
    return this.#tell({ do: 'compact', boardId })
  }

  /** Asks it to stop, as an operator would, without waiting for it. */
  askToStop(): void {
    this.#child?.process.kill('SIGTERM')
  }

  /** Lets the system refuse whatever it writes to files, or take it again. */
  refuseWrites(refused: boolean): void {
    refuseWrites(this.#child?.process.pid, refused)
  }

  /** Ends it with nothing flushed. */
  async kill(): Promise<void> {
    this.#child?.process.kill('SIGKILL')
    await this.#child?.ended
    this.#child = null
  }

  async close(): Promise<void> {
    await this.kill()
    this.#spare.process.kill('SIGKILL')
    await this.#spare.ended
  }

  #spawn(): Child {
    // What LMDB says of a disk that refuses is meant for an operator.
    const { execArgv, file } = ownProcess('spareServerChild')
    const child = spawn(process.execPath, [...execArgv, file], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
    return { process: child, ended: once(child, 'exit') }
  }

  #tell(order: SpareOrder): Promise<void> {
    return new Promise((resolve) => {
      // One that has just been killed hears nothing, which is what was meant.
      this.#child?.process.send(order, () => resolve())
    })
  }
}
