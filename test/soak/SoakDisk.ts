import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, openSync, closeSync, rmSync, writeSync } from 'node:fs'
import path from 'node:path'

/** Room for the longest runs: what bots keep at a time is small, images add up. */
const DISK_MB = 256

/**
 * Where the server keeps its data: a small disk of its own where this machine lets us mount one, so that it can really be
 * full and really be read-only; else a folder, and the system is told to take no more from the server's process.
 */
export class SoakDisk {
  readonly folder: string
  readonly isReal: boolean
  readonly #mount: string
  readonly #ballast: string

  private constructor(mount: string, isReal: boolean) {
    this.#mount = mount
    this.isReal = isReal
    this.folder = path.join(mount, 'data')
    this.#ballast = path.join(mount, 'ballast')
    mkdirSync(this.folder)
  }

  static make(inFolder: string): SoakDisk {
    const mount = path.join(inFolder, 'disk')
    mkdirSync(mount)
    const isReal = run('mount', '-t', 'tmpfs', '-o', `size=${DISK_MB}m,mode=0700`, 'betwixt-soak', mount)
    return new SoakDisk(mount, isReal)
  }

  /** What this disk is, for the report. */
  get kind(): string {
    return this.isReal
      ? `a ${DISK_MB} MB tmpfs, filled to its last page`
      : 'a limit on the size of files (RLIMIT_FSIZE)'
  }

  /** Takes all the room there is; false where it cannot be taken. */
  fill(pid: number | null): boolean {
    if (!this.isReal) return this.refuseWrites(pid)
    const file = openSync(this.#ballast, 'w')
    try {
      let size = 16 * 1024 * 1024
      while (size >= 4096) {
        try {
          if (writeSync(file, Buffer.alloc(size, 1)) < size) size /= 4
        } catch {
          size /= 4
        }
      }
    } finally {
      closeSync(file)
    }
    return true
  }

  /** Gives the room back. */
  free(pid: number | null): void {
    if (this.isReal) rmSync(this.#ballast, { force: true })
    else this.takeWrites(pid)
  }

  /** Has the system refuse each write of the server to a file, though there is room; false where it does not let us. */
  refuseWrites(pid: number | null): boolean {
    return pid !== null && run('prlimit', '--pid', String(pid), '--fsize=0:')
  }

  takeWrites(pid: number | null): void {
    if (pid !== null) run('prlimit', '--pid', String(pid), '--fsize=unlimited:')
  }

  /** Makes the whole disk read-only, or not again. Only while nobody has a file open; false where it cannot be done. */
  setReadOnly(isReadOnly: boolean): boolean {
    return this.isReal && run('mount', '-o', `remount,${isReadOnly ? 'ro' : 'rw'}`, this.#mount)
  }

  /** Copies what is on the disk to a folder that stays, and takes the disk away. */
  keep(folder: string): void {
    cpSync(this.folder, folder, { recursive: true })
    this.dispose()
  }

  /** Takes the disk away with all that is on it. */
  dispose(): void {
    if (this.isReal) run('umount', '-l', this.#mount)
  }
}

function run(command: string, ...args: string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0
}
