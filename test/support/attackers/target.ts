import { fork } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { ownProcess } from '../ownProcess.ts'
import type { Target } from './attack.ts'

/** A server of our own in a process of its own, to be attacked. */
export async function startTarget() {
  const directory = await mkdtemp(path.join(tmpdir(), 'betwixt-attacked-'))
  const { execArgv, file } = ownProcess('targetProcess')
  const child = fork(file, [directory], {
    execArgv: ['--expose-gc', ...execArgv],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const answer = <T>(): Promise<T> =>
    new Promise((resolve, reject) => {
      child.once('message', (message) => resolve(message as T))
      void exited.then((code) => reject(new Error(`The server ended with ${code}`)))
    })
  const { port } = await answer<{ port: number }>()
  return {
    get isAlive(): boolean {
      return child.exitCode === null && child.signalCode === null
    },
    async board(boardId: string): Promise<Target> {
      const made = answer()
      child.send({ board: boardId })
      await made
      return { url: `ws://127.0.0.1:${port}`, port, boardId }
    },
    /** What it holds after a collection, and how many boards it has open. */
    memory(): Promise<{ bytes: number; openBoards: number }> {
      const answered = answer<{ bytes: number; openBoards: number }>()
      child.send('memory')
      return answered
    },
    async stop(): Promise<void> {
      child.kill('SIGKILL')
      await exited
      await rm(directory, { recursive: true, force: true })
    },
  }
}
