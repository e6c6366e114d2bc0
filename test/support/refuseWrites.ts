import { spawnSync } from 'node:child_process'

/** Whether this system can refuse a process every write to a file while it runs. */
export function canRefuseWrites(): boolean {
  return process.platform === 'linux' && spawnSync('prlimit', ['--version']).status === 0
}

/** Lets the system refuse whatever a process writes to files (EFBIG, as a full disk does with ENOSPC), or take it again. */
export function refuseWrites(pid: number | undefined, refused: boolean): void {
  const limit = refused ? '1:unlimited' : 'unlimited:unlimited'
  const { status } = spawnSync('prlimit', ['--pid', String(pid), `--fsize=${limit}`])
  if (status !== 0) throw new Error('prlimit did not work')
}
