import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'

/**
 * What a line does with bytes.
 * - `down`: no connection comes about, those that were there are reset.
 * - `dead`: everything vanishes and nobody is told, until it is set to something else, which resets what was there.
 * - `stalled`: nothing moves, and nothing is lost.
 * - `deaf`: what goes to the server gets there, what comes from it is not read.
 * - `slow`: so many bytes a second each way, each of them late.
 */
export type LineMood =
  | { kind: 'open' }
  | { kind: 'down' }
  | { kind: 'dead' }
  | { kind: 'stalled' }
  | { kind: 'deaf' }
  | { kind: 'slow'; bytesPerSecond: number; delayMs: number }

/** A slow line passes on what it may at this pace. */
const SLOW_STEP_MS = 50

/** One person's network between them and the server. */
export class BotLine {
  readonly port: number
  readonly #server: Server
  readonly #targetPort: number
  readonly #pairs = new Set<Pair>()
  #mood: LineMood = { kind: 'open' }

  private constructor(server: Server, targetPort: number) {
    this.#server = server
    this.#targetPort = targetPort
    this.port = (server.address() as AddressInfo).port
    server.on('connection', (near) => this.#take(near))
  }

  static async to(targetPort: number): Promise<BotLine> {
    const server = createServer()
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    return new BotLine(server, targetPort)
  }

  get mood(): LineMood {
    return this.#mood
  }

  set mood(mood: LineMood) {
    const wasDead = this.#mood.kind === 'dead'
    this.#mood = mood
    for (const pair of [...this.#pairs]) {
      if (mood.kind === 'down' || (wasDead && mood.kind !== 'dead')) pair.reset()
      else pair.behave(mood)
    }
  }

  /** Resets the connections of this moment; new ones come about. */
  cut(): void {
    for (const pair of [...this.#pairs]) pair.reset()
  }

  close(): void {
    this.cut()
    this.#server.close()
  }

  #take(near: Socket): void {
    if (this.#mood.kind === 'down') {
      near.resetAndDestroy()
      return
    }
    const pair = new Pair(near, connect(this.#targetPort, '127.0.0.1'), () => this.#pairs.delete(pair))
    this.#pairs.add(pair)
    pair.behave(this.#mood)
  }
}

/** A connection and its continuation to the server. */
class Pair {
  readonly #near: Socket
  readonly #far: Socket
  readonly #onEnd: () => void
  readonly #timers = new Set<NodeJS.Timeout>()
  #mood: LineMood = { kind: 'open' }

  constructor(near: Socket, far: Socket, onEnd: () => void) {
    this.#near = near
    this.#far = far
    this.#onEnd = onEnd
    near.setNoDelay(true)
    far.setNoDelay(true)
    this.#pass(near, far)
    this.#pass(far, near)
  }

  behave(mood: LineMood): void {
    this.#mood = mood
    const isStill = mood.kind === 'stalled'
    for (const [socket, isHeld] of [
      [this.#near, isStill],
      [this.#far, isStill || mood.kind === 'deaf'],
    ] as const) {
      if (isHeld) socket.pause()
      else socket.resume()
    }
  }

  reset(): void {
    for (const socket of [this.#near, this.#far]) if (!socket.destroyed) socket.resetAndDestroy()
    for (const timer of this.#timers) clearTimeout(timer)
    this.#onEnd()
  }

  #pass(from: Socket, to: Socket): void {
    /** When the line is free again for bytes of this direction. */
    let freeAt = 0
    let waiting = 0
    from.on('data', (bytes: Buffer) => {
      const mood = this.#mood
      if (mood.kind === 'dead') return
      const now = performance.now()
      if (mood.kind !== 'slow' && waiting === 0) {
        to.write(bytes)
        return
      }
      // Bytes never overtake those that are on their way.
      const takesMs = mood.kind === 'slow' ? (bytes.length / mood.bytesPerSecond) * 1000 : 0
      freeAt = Math.max(now, freeAt) + takesMs
      waiting += bytes.length
      const arrivesInMs = freeAt - now + (mood.kind === 'slow' ? mood.delayMs : 0)
      if (takesMs > SLOW_STEP_MS) {
        from.pause()
        this.#later(freeAt - now, () => this.behave(this.#mood))
      }
      this.#later(arrivesInMs, () => {
        waiting -= bytes.length
        if (this.#mood.kind !== 'dead' && !to.destroyed) to.write(bytes)
      })
    })
    const end = (): void => {
      // A dead line tells nobody.
      if (this.#mood.kind === 'dead') return
      this.reset()
    }
    from.on('close', end)
    from.on('error', end)
  }

  #later(delayMs: number, run: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      run()
    }, delayMs)
    this.#timers.add(timer)
  }
}
