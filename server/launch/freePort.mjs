import { createServer } from 'node:net'

// Below the range that systems take the ports of outgoing connections from (32768 and up on Linux): a port found there
// may be gone a moment later. Where to begin differs from process to process.
const FIRST = 20_000
const COUNT = 10_000
let next = (process.pid * 61) % COUNT

/**
 * A port on loopback that nobody listens on now, and that this process was not given before.
 * @returns {Promise<number>}
 */
export async function freePort() {
  for (let tried = 0; tried < COUNT; tried++) {
    const port = FIRST + next
    next = (next + 1) % COUNT
    if (await isFree(port)) return port
  }
  throw new Error('No port is free')
}

/** @param {number} port @returns {Promise<boolean>} */
function isFree(port) {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })
}
