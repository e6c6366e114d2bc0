import { once } from 'node:events'
import { connect } from 'node:net'
import { WebSocket } from 'ws'
import type { Fault } from './fault.ts'

/** How long a stranger waits to be thrown out. */
const PATIENCE_MS = 3000

export const stranger: Fault = {
  name: 'a stranger who sends garbage',
  weight: 2,
  of: 'network',
  endsProcess: false,
  async run({ server, boards, random, wait }) {
    for (let time = random.whole(1, 5); time > 0; time--) {
      const boardId = random.pick(boards) ?? ''
      const garbage = random.bytes(random.whole(1, 4000))
      if (random.chance(0.5)) await sendMessage(`ws://127.0.0.1:${server.port}/sync/${boardId}?v=1`, garbage)
      else await sendBytes(server.port, `/sync/${boardId}`, garbage)
      await wait(random.whole(100, 2000))
    }
  },
}

/** A well-formed WebSocket message that means nothing. */
async function sendMessage(url: string, garbage: Uint8Array): Promise<void> {
  const socket = new WebSocket(url)
  socket.on('error', () => undefined)
  socket.on('open', () => socket.send(garbage))
  await gone(once(socket, 'close'))
  socket.terminate()
}

/** An upgrade, and then bytes that are no WebSocket frames. */
async function sendBytes(port: number, path: string, garbage: Uint8Array): Promise<void> {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => undefined)
  socket.write(
    `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
      'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
  )
  socket.once('data', () => socket.write(garbage))
  socket.resume()
  await gone(once(socket, 'close'))
  socket.destroy()
}

function gone(closed: Promise<unknown>): Promise<unknown> {
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))
  return Promise.race([closed.catch(() => undefined), patience])
}
