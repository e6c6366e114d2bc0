import type { HonoRequest } from 'hono'
import { BetwixtError } from '../../shared/errors.ts'
import type { Timers } from '../sync/timers.ts'

export interface UploadLimits {
  /** The largest body that is taken. */
  bodyBytes: number
  /** Bodies held in memory at the same time; who comes later waits unread. */
  bytesAtOnce: number
  /** A body of which nothing comes for so long is given up, so that it does not keep others waiting. */
  stallMs: number
}

/**
 * Takes large bodies in: each has room in memory set aside before its first byte is read, and keeps it until it has
 * been dealt with. A hundred at once wait for each other instead of filling the memory; a body that is too large is
 * refused by the length it claims, or where it claims none, as soon as it is longer.
 */
export class Uploads {
  readonly #limits: UploadLimits
  readonly #timers: Timers
  #free: number
  readonly #waiting: { bytes: number; enter: () => void }[] = []

  constructor(limits: UploadLimits, timers: Timers) {
    this.#limits = limits
    this.#timers = timers
    this.#free = limits.bytesAtOnce
  }

  /**
   * Reads a request's body and has it dealt with.
   * @throws BetwixtError `too-large`, `too-slow` for one that stalls; what `use` throws
   */
  async take<T>(request: HonoRequest, use: (body: Uint8Array<ArrayBuffer>) => Promise<T>): Promise<T> {
    const { bodyBytes } = this.#limits
    const claimed = request.header('transfer-encoding') === undefined ? Number(request.header('content-length')) : NaN
    if (claimed > bodyBytes) throw tooLarge(bodyBytes)
    const bytes = Number.isInteger(claimed) ? claimed : bodyBytes
    await this.#enter(bytes)
    try {
      return await use(await this.#read(request.raw.body, bytes))
    } finally {
      this.#leave(bytes)
    }
  }

  async #read(body: ReadableStream<Uint8Array> | null, most: number): Promise<Uint8Array<ArrayBuffer>> {
    const chunks: Uint8Array[] = []
    let length = 0
    const reader = body?.getReader()
    try {
      for (;;) {
        const read = reader && (await this.#inTime(reader.read()))
        if (!read || read.done) return joined(chunks, length)
        length += read.value.byteLength
        if (length > most) throw tooLarge(this.#limits.bodyBytes)
        chunks.push(read.value)
      }
    } catch (error) {
      // Nobody waits for the rest. A line that is gone refuses even that.
      reader?.cancel().catch(() => undefined)
      throw error
    }
  }

  /** What a reader brings, unless it takes too long. */
  #inTime<T>(reading: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const cancel = this.#timers.after(this.#limits.stallMs, () => {
        const seconds = this.#limits.stallMs / 1000
        reject(new BetwixtError('too-slow', `Nothing came of this upload for ${seconds} seconds. Send it again.`))
      })
      reading.then(resolve, reject).finally(cancel)
    })
  }

  #enter(bytes: number): Promise<void> {
    return new Promise((enter) => {
      this.#waiting.push({ bytes, enter })
      this.#admit()
    })
  }

  #leave(bytes: number): void {
    this.#free += bytes
    this.#admit()
  }

  /** In the order in which they came, or a large one might wait for ever. */
  #admit(): void {
    for (let next = this.#waiting[0]; next && next.bytes <= this.#free; next = this.#waiting[0]) {
      this.#waiting.shift()
      this.#free -= next.bytes
      next.enter()
    }
  }
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.byteLength
  }
  return whole
}

function tooLarge(bytes: number): BetwixtError {
  return new BetwixtError('too-large', `The body of this request has more than ${bytes} bytes. Send a smaller one.`)
}
