import { once } from 'node:events'
import { connect } from 'node:net'
import type { Socket } from 'node:net'
import type { Attack, Attacker, Target } from './attack.ts'
import { HostileLine, handshake } from './hostileLine.ts'
import { relentless } from './relentless.ts'

/** Opens plain lines in a beat and lets `greet` say something on each. */
function callers(name: string, options: { everyMs: number; times: number; greet: Greet }): Attacker {
  return {
    name,
    closes: [],
    mayBeBorne: false,
    begin: (target) => Promise.resolve(new Callers(target, options)),
  }
}

type Greet = (socket: Socket, target: Target, call: number) => void

class Callers implements Attack {
  readonly closedWith = new Set<number | null>()
  readonly #sockets = new Set<Socket>()
  readonly #timer: NodeJS.Timeout
  #calls = 0

  constructor(target: Target, { everyMs, times, greet }: { everyMs: number; times: number; greet: Greet }) {
    this.#timer = setInterval(() => {
      if (this.#calls >= times) return
      const socket = connect(target.port, '127.0.0.1')
      this.#sockets.add(socket)
      socket.on('error', () => undefined).resume()
      socket.on('close', () => this.#sockets.delete(socket))
      greet(socket, target, this.#calls++)
    }, everyMs)
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer)
    const sockets = [...this.#sockets]
    for (const socket of sockets) socket.destroy()
    await Promise.all(sockets.filter((socket) => !socket.closed).map((socket) => once(socket, 'close')))
  }
}

/** Handshakes that ask for what is not served. */
const WRONG_HANDSHAKES: readonly ((request: string) => string)[] = [
  (request) => request.replace('Sec-WebSocket-Version: 13', 'Sec-WebSocket-Version: 99'),
  (request) => request.replace(/Sec-WebSocket-Key: .*\r\n/u, ''),
  (request) => request.replace(/Sec-WebSocket-Key: .*/u, 'Sec-WebSocket-Key: short'),
  (request) => request.replace('Upgrade: websocket', 'Upgrade: h2c'),
  (request) => request.replace('GET /sync/', 'POST /sync/'),
  (request) => request.replace('/sync/', '/sync/%E0%A4%A/'),
  (request) => request.replace('/sync/', '/sync/../../etc/'),
  (request) => request.replace(/\/sync\/[^?]*/u, '/sync/no-such-board'),
  (request) => request.replace(/\/sync\/[^ ]*/u, '//'),
  (request) => request.replace(/\/sync\/[^ ]*/u, 'http://[::'),
]

/** Those who come in numbers, or never come in. */
export const crowds: readonly Attacker[] = [
  callers('handshakes that never end', {
    everyMs: 5,
    times: 400,
    greet: (socket, { port, boardId }) => socket.write(handshake(port, boardId, 'v=1').slice(0, 60)),
  }),
  callers('wrong handshakes', {
    everyMs: 5,
    times: 4_000,
    greet: (socket, { port, boardId }, call) =>
      socket.write(WRONG_HANDSHAKES[call % WRONG_HANDSHAKES.length]?.(handshake(port, boardId, 'v=1')) ?? ''),
  }),
  {
    name: '1,000 sockets opened and closed',
    closes: [],
    mayBeBorne: false,
    begin: (target) => Promise.resolve(new Passers(target)),
  },
  relentless({
    name: 'sockets that say nothing',
    closes: [],
    lines: 300,
    everyMs: 60_000,
    prepare: () => () => undefined,
  }),
]

/** Opens sockets and leaves at once, some of them without a word. */
class Passers implements Attack {
  readonly closedWith = new Set<number | null>()
  readonly #timer: NodeJS.Timeout
  readonly #passing = new Set<Promise<void>>()
  #count = 0

  constructor(target: Target) {
    this.#timer = setInterval(() => {
      if (this.#count >= 1_000) return
      this.#count += 1
      const passing = HostileLine.open(target).then(
        async (line) => {
          line.close()
          await line.closed
        },
        () => undefined,
      )
      this.#passing.add(passing)
      void passing.then(() => this.#passing.delete(passing))
    }, 4)
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer)
    await Promise.all(this.#passing)
  }
}
