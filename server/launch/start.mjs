// `npm start`: builds what is missing or stale, then becomes the server. It is the same process, so that a signal, an
// exit code and the terminal are the server's own on every platform.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { isFresh, parts, top } from './stamp.mjs'

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`Betwixt needs Node 20.19 or newer; this is ${process.versions.node}.\n`)
  process.exit(1)
}

const stale = parts.filter((part) => !isFresh(part))
if (stale.length > 0) {
  if (!existsSync(join(top, 'node_modules/vite'))) {
    process.stderr.write('Betwixt has to be built first, and the tools for that are not installed: run "npm ci".\n')
    process.exit(1)
  }
  process.stderr.write(`Building ${stale.join(' and ')} …\n`)
  const code = await build(stale)
  if (code !== 0) process.exit(code)
}
process.env['NODE_ENV'] ??= 'production'
await import(pathToFileURL(join(top, 'dist/server/main.js')).href)

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
