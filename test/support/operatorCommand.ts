import { spawn } from 'node:child_process'
import { ownProcess } from './ownProcess.ts'

/** How a command ended. */
export interface CommandResult {
  code: number | null
  signal: NodeJS.Signals | null
  stdout: string
  stderr: string
}

/** Runs one of the commands from its sources as a process of its own, and kills it after so long. */
async function run(
  command: 'backup' | 'restore',
  args: readonly string[],
  dataDir: string,
  killAfterMs: number | null,
): Promise<CommandResult> {
  const { execArgv, file } = ownProcess(command)
  const child = spawn(process.execPath, [...execArgv, file, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, DATA_DIR: dataDir },
  })
  const result: CommandResult = { code: null, signal: null, stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (result.stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (result.stderr += text))
  const timer = killAfterMs === null ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfterMs)
  await new Promise<void>((resolve) => {
    child.once('close', (code, signal) => {
      clearTimeout(timer)
      Object.assign(result, { code, signal })
      resolve()
    })
  })
  return result
}

/** `npm run backup -- --to file` on a data folder. */
export function backUp(dataDir: string, file: string, killAfterMs: number | null = null): Promise<CommandResult> {
  return run('backup', ['--to', file], dataDir, killAfterMs)
}

/** `npm run restore -- --from file` into a data folder. */
export function restore(
  dataDir: string,
  file: string,
  options: readonly '--overwrite'[] = [],
  killAfterMs: number | null = null,
): Promise<CommandResult> {
  return run('restore', ['--from', file, ...options], dataDir, killAfterMs)
}
