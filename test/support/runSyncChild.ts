import { spawn } from 'node:child_process'
import { ownProcess } from './ownProcess.ts'

/** Starts the socket side of the server as a process of its own and waits until it listens. */
export async function runSyncChild(directory: string, ...boards: string[]) {
  const { execArgv, file } = ownProcess('syncChild')
  const child = spawn(process.execPath, [...execArgv, file, directory, ...boards], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const port = await new Promise<number>((resolve, reject) => {
    child.stdout.setEncoding('utf8').once('data', (line: string) => resolve(Number(line)))
    void exited.then((code) => reject(new Error(`The server ended with ${code}`)))
  })
  return {
    port,
    url: `ws://127.0.0.1:${port}/sync`,
    async kill(): Promise<void> {
      child.kill('SIGKILL')
      await exited
    },
    /** Asks it to stop; resolves with the exit code. */
    stop(): Promise<number | null> {
      child.kill('SIGTERM')
      return exited
    },
  }
}
