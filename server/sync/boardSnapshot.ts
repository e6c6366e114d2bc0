import { gunzipSync } from 'node:zlib'
import { EMPTY_UPDATE, SYNC_STEP, gzipMessage, syncMessage, syncMessageHead } from '../../shared/sync/messages.ts'
import { BetwixtError } from '../../shared/errors.ts'
import { joinUpdates } from '../../shared/sync/joinUpdates.ts'
import { prefixGzip, unpackedBytes } from './gzipPrefix.ts'
import { binaryFrames } from './webSocketFrame.ts'

/** A board at one instant, in the bytes it is stored in: no document was built from them. */
export class BoardSnapshot {
  /** Gzipped V1 update, or null. */
  readonly #state: Uint8Array | null
  /** What came after it: the tail of the log and what is not on disk yet. */
  #updates: readonly Uint8Array[]
  #areJoined = false
  #plain: Uint8Array | null = null

  constructor(state: Uint8Array | null, updates: readonly Uint8Array[]) {
    this.#state = state
    this.#updates = updates
  }

  /** All updates, to build a document from: in one transaction Yjs is as fast with many as with few. */
  *updates(): Iterable<Uint8Array> {
    const plain = this.#plainState()
    if (plain !== null) yield plain
    yield* this.#updates
  }

  /**
   * The whole board as WebSocket frames. It ends with a step 2, on which clients call themselves synced; what comes
   * before goes as updates. The state stays gzipped for those who can take it.
   */
  frames(gzip: boolean): Buffer[] {
    const updates = this.#joined()
    if (this.#state === null && updates.length === 0) {
      return binaryFrames(syncMessage(SYNC_STEP.missing, EMPTY_UPDATE))
    }
    const stateStep = updates.length === 0 ? SYNC_STEP.missing : SYNC_STEP.update
    const frames = this.#stateFrames(stateStep, gzip)
    updates.forEach((update, index) => {
      const last = index === updates.length - 1
      const head = syncMessageHead(last ? SYNC_STEP.missing : SYNC_STEP.update, update.length)
      for (const frame of binaryFrames(head, update)) frames.push(frame)
    })
    return frames
  }

  /** Thousands of single updates take their reader far longer than the few they can be joined to. */
  #joined(): readonly Uint8Array[] {
    if (!this.#areJoined) this.#updates = joinUpdates(this.#updates)
    this.#areJoined = true
    return this.#updates
  }

  #stateFrames(step: (typeof SYNC_STEP)[keyof typeof SYNC_STEP], gzip: boolean): Buffer[] {
    if (this.#state === null) return []
    if (gzip) {
      const state = this.#state
      const packed = unharmed(() => prefixGzip(syncMessageHead(step, unpackedBytes(state)), state))
      return binaryFrames(gzipMessage(packed))
    }
    const plain = this.#plainState()
    return plain === null ? [] : binaryFrames(syncMessageHead(step, plain.length), plain)
  }

  #plainState(): Uint8Array | null {
    const state = this.#state
    if (state === null) return null
    this.#plain ??= unharmed(() => gunzipSync(state))
    return this.#plain
  }
}

function unharmed<T>(unpack: () => T): T {
  try {
    return unpack()
  } catch (error) {
    throw new BetwixtError('storage-damaged', 'This board cannot be read from disk.', { cause: error })
  }
}
