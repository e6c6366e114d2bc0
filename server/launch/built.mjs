// What `npm start` and the operator's commands have in common: the built server, built anew where it is missing or stale.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { isFresh, top } from './stamp.mjs'

/** Ends the process where this Node is too old for what follows. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  process.stderr.write(`Betwixt needs Node 20.19 or newer; this is ${process.versions.node}.\n`)
  process.exit(1)
}

/**
 * Builds those of these parts that the sources have overtaken; ends the process where that does not work.
 * @param {readonly import('./stamp.mjs').Part[]} parts
 */
export async function buildStale(parts) {
  const stale = parts.filter((part) => !isFresh(part))
  if (stale.length === 0) return
  if (!existsSync(join(top, 'node_modules/vite'))) {
    process.stderr.write('Betwixt has to be built first, and the tools for that are not installed: run "npm ci".\n')
    process.exit(1)
  }
  process.stderr.write(`Building ${stale.join(' and ')} …\n`)
  const code = await build(stale)
  if (code !== 0) process.exit(code)
}

/**
 * Builds in a process of its own, so that the bundler's memory is not the server's. Standard output stays the
 * server's: its first line is the address.
 * @param {readonly string[]} wanted
 * @returns {Promise<number>} the exit code
 */
function build(wanted) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(top, 'server/launch/build.mjs'), '--quiet', ...wanted], {
      cwd: top,
      stdio: ['ignore', 2, 2],
    })
    const stop = () => child.kill()
    process.once('SIGTERM', stop).once('SIGINT', stop)
    child.once('error', reject)
    child.once('exit', (code) => {
      process.off('SIGTERM', stop).off('SIGINT', stop)
      resolve(code ?? 1)
    })
  })
}
