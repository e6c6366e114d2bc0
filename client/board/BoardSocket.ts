import { gunzipSync } from 'fflate'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate, removeAwarenessStates } from 'y-protocols/awareness'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { readSyncMessage } from 'y-protocols/sync'
import { ByteReader } from '../../shared/sync/byteReader.ts'
import { CLOSE_CODES, mayRetryAfter, type CloseReason } from '../../shared/sync/closeCodes.ts'
import { readUpdate } from '../../shared/sync/inspectUpdate.ts'
import { numberMessage, SYNC_STEP, type Notice } from '../../shared/sync/messages.ts'
import { MESSAGE, PROTOCOL_VERSION } from '../../shared/sync/protocol.ts'
import { backoffMs } from './backoff.ts'
import type { LinkState } from './BoardConnection.ts'
import { isWithoutContent } from './isWithoutContent.ts'
import { onUpdates } from './onUpdates.ts'
import type { Scheduler } from './Scheduler.ts'
import { ValueSignal, type Signal } from './Signal.ts'
import { WriterId } from './WriterId.ts'

/** What the socket tells. All of them within the event in which it happens. */
export interface SocketEvents {
  /** A new socket is open and nothing has come yet. */
  onOpen(): void
  /** The server has said what it has (a state vector); it is answered right after. */
  onServerState(vector: Uint8Array): void
  /** The server has been sent all that it lacked. */
  onAnswered(): void
  /** The document held nothing and now holds these bytes, of which no event tells anybody who asks for the server's. */
  onFilled(update: Uint8Array): void
  /** This device has all that the server has. */
  onSynced(): void
  onDown(): void
  onSaved(barrier: number): void
  onNotSaved(barrier: number): void
  onNotice(notice: Notice): void
}

export interface SocketOptions {
  /** `ws://…/sync` or `wss://…/sync`. */
  readonly url: string
  readonly boardId: string
  readonly scheduler: Scheduler
  /**
   * Why the server does not let us in, asked after an attempt that failed before the socket opened, of which a browser
   * says nothing. Null: it may be worth trying again.
   */
  readonly whyRefused: () => Promise<CloseReason | null>
  readonly WebSocket?: typeof WebSocket
}

/**
 * How long an answer to a barrier may take before the line is taken for dead: a browser may not notice for minutes. The
 * server says something at least every 15 seconds.
 */
const ANSWER_LIMIT_MS = 20_000
/** How long a socket may take to open. */
const OPEN_LIMIT_MS = 10_000
/** As for an answer, when the browser says that it has lost its network, which need not mean this server. */
const OFFLINE_LIMIT_MS = 3_000
/** A barrier that stands for no change: it only asks for an answer. */
const PING = 0

/** The most bytes that a gzipped message may become: a board at the server's limit, and then some. */
const MAX_UNZIPPED_BYTES = 512 * 1024 * 1024

/**
 * The socket to a board: y-websocket's provider, with what the protocol lacks (barriers, gzip, notices), its own
 * back-off, and sending nobody's presence but this screen's.
 */
export class BoardSocket {
  readonly link: Signal<LinkState>
  readonly awareness: Awareness

  readonly #link = new ValueSignal<LinkState>({ state: 'connecting' })
  readonly #provider: WebsocketProvider
  readonly #events: SocketEvents
  readonly #options: SocketOptions
  readonly #writerId: WriterId
  /** The provider's own, which shows nothing: it takes the document's id for that of presence, and that one changes. */
  readonly #unshown = new Awareness(new Y.Doc())
  readonly #stops: (() => void)[] = []
  #failures = 0
  #retry: (() => void) | null = null
  #deadline: (() => void) | null = null
  /** The barrier whose answer is awaited. */
  #awaited: number | null = null
  #wasOpen = false
  #isClosed = false

  constructor(doc: Y.Doc, options: SocketOptions, events: SocketEvents) {
    this.link = this.#link
    this.#options = options
    this.#events = events
    this.awareness = new Awareness(doc)
    this.#unshown.setLocalState(null)
    this.#provider = new WebsocketProvider(options.url, options.boardId, doc, {
      connect: false,
      awareness: this.#unshown,
      // Its channel between tabs would go past the server, its roles and what it calls saved.
      disableBc: true,
      params: { v: String(PROTOCOL_VERSION) },
      // Each close comes to `#onClosed`, which tries again in its own time.
      shouldReconnect: () => false,
      ...(options.WebSocket === undefined ? {} : { WebSocketPolyfill: options.WebSocket }),
    })
    // It tells that channel of a presence that is not there.
    this.#provider.disconnectBc = () => undefined
    this.#writerId = new WriterId(doc, (id) => this.#send(numberMessage(MESSAGE.writesAs, id)))
    this.#stops.push(() => this.#writerId.stop())
    this.#handleMessages()
    this.#sendOwnUpdatesOnly(doc)
    this.#sendOwnPresenceOnly()
    this.#follow()
  }

  /** Whether a transaction came from the server. */
  isOrigin(origin: unknown): boolean {
    return origin === this.#provider
  }

  /** Connects, now instead of when the back-off has passed. */
  connect(): void {
    this.#retry?.()
    this.#retry = null
    if (this.#isClosed || this.#provider.wsconnected) return
    if (this.#link.get().state === 'closed') this.#link.set({ state: 'connecting' })
    this.#provider.connect()
    this.#deadline?.()
    this.#deadline = this.#options.scheduler.after(OPEN_LIMIT_MS, () => {
      this.#deadline = null
      if (this.#provider.wsconnecting) this.#giveUpLine()
    })
  }

  /** Opens a new socket in place of this one: the server knows a socket by who it was when it opened. */
  rejoin(): void {
    this.#provider.disconnect()
    this.connect()
  }

  /** Sends a barrier behind everything that was sent before. */
  sendBarrier(n: number): void {
    this.#ask(n, ANSWER_LIMIT_MS)
  }

  close(): void {
    this.#isClosed = true
    this.#retry?.()
    this.#deadline?.()
    for (const stop of this.#stops) stop()
    this.#provider.destroy()
    this.awareness.destroy()
    this.#unshown.destroy()
  }

  #ask(barrier: number, limitMs: number): void {
    const { ws } = this.#provider
    if (ws === null || ws.readyState !== ws.OPEN) return
    ws.send(numberMessage(MESSAGE.barrier, barrier) as Uint8Array<ArrayBuffer>)
    this.#awaited = barrier
    this.#watchLine(ws, limitMs)
  }

  /** Gives the line up when an answer is awaited and nothing at all has come for so long. */
  #watchLine(ws: WebSocket, limitMs: number): void {
    this.#deadline?.()
    const heardAt = this.#provider.wsLastMessageReceived
    this.#deadline = this.#options.scheduler.after(limitMs, () => {
      this.#deadline = null
      if (ws !== this.#provider.ws || this.#awaited === null) return
      const isAlive = this.#provider.wsLastMessageReceived !== heardAt
      // A large board may still be on its way up.
      if (isAlive || ws.bufferedAmount > 0) this.#watchLine(ws, limitMs)
      else this.#giveUpLine()
    })
  }

  #answered(barrier: number): void {
    if (this.#awaited === barrier) this.#awaited = null
  }

  /**
   * Closes the line and tries another one soon: nothing has come for too long, and waiting for the browser to say that it
   * is dead would take minutes; or what comes cannot be read.
   */
  #giveUpLine(): void {
    this.#provider.disconnect()
    this.#wasOpen = false
    this.#retry = this.#options.scheduler.after(backoffMs(++this.#failures, Math.random()), () => this.connect())
  }

  #handleMessages(): void {
    const handlers = this.#provider.messageHandlers
    handlers[MESSAGE.sync] = (encoder, decoder, provider, emitSynced) => {
      const ahead = decoding.clone(decoder)
      const step = decoding.readVarUint(ahead)
      const body = decoding.readVarUint8Array(ahead)
      if (decoding.hasContent(ahead)) throw new Error('something follows a sync message')
      if (step === SYNC_STEP.stateVector) {
        this.#events.onServerState(body)
        // The answer leaves when this handler has returned; a barrier must come behind it.
        const { ws } = provider
        queueMicrotask(() => {
          if (ws !== null && ws === this.#provider.ws) this.#events.onAnswered()
        })
      }
      // Yjs stops half-way through what it cannot read, and makes room for all that bytes only claim to hold.
      else readUpdate(new ByteReader(body))
      const { doc } = provider
      const isEmpty = step !== SYNC_STEP.stateVector && isWithoutContent(doc)
      let failure: unknown = null
      encoding.writeVarUint(encoder, MESSAGE.sync)
      readSyncMessage(decoder, encoder, doc, provider, (error) => (failure = error))
      if (isEmpty) this.#events.onFilled(failure === null ? body.slice() : Y.encodeStateAsUpdate(doc))
      if (failure !== null) throw failure
      if (emitSynced && step === SYNC_STEP.missing && !provider.synced) provider.synced = true
    }
    handlers[MESSAGE.awareness] = (_encoder, decoder, provider) => {
      applyAwarenessUpdate(this.awareness, decoding.readVarUint8Array(decoder), provider)
    }
    handlers[MESSAGE.saved] = (_encoder, decoder) => {
      const barrier = decoding.readVarUint(decoder)
      this.#answered(barrier)
      this.#events.onSaved(barrier)
    }
    handlers[MESSAGE.notSaved] = (_encoder, decoder) => {
      const barrier = decoding.readVarUint(decoder)
      this.#answered(barrier)
      this.#events.onNotSaved(barrier)
    }
    handlers[MESSAGE.notice] = (_encoder, decoder) => {
      // Ours by protocol version: what a newer server adds is not understood and no harm.
      this.#events.onNotice(JSON.parse(decoding.readVarString(decoder)) as Notice)
    }
    handlers[MESSAGE.gzip] = (encoder, decoder, provider, emitSynced) => {
      const inner = decoding.createDecoder(gunzip(decoding.readVarUint8Array(decoder)))
      const type = decoding.readVarUint(inner)
      if (type === MESSAGE.gzip) throw new Error('a gzipped message holds another one')
      handlers[type]?.(encoder, inner, provider, emitSynced, type)
    }
  }

  /**
   * Gives the line up at the first message that cannot be read: somebody on the way damages what the server says. What it
   * held is missing then, and from there on nothing may be taken, nor called saved, that comes over this line.
   */
  #guardMessages(ws: WebSocket | null): void {
    const take = ws?.onmessage
    if (ws === null || !take) return
    ws.onmessage = (event) => {
      try {
        take.call(ws, event)
      } catch {
        this.#giveUpLine()
      }
    }
  }

  /** The stock handler listens always, and what the server sends would be put in bytes again, for nobody. */
  #sendOwnUpdatesOnly(doc: Y.Doc): void {
    const provider = this.#provider
    const send = provider._updateHandler
    doc.off('update', send)
    this.#stops.push(onUpdates(doc, (origin) => origin !== provider && provider.wsconnected, send))
  }

  #sendOwnPresenceOnly(): void {
    const { awareness } = this
    const onUpdate = (_change: unknown, origin: unknown): void => {
      // The stock handler repeats what it hears of others.
      if (origin === 'local') this.#sendPresence()
    }
    awareness.on('update', onUpdate)
    this.#stops.push(() => awareness.off('update', onUpdate))
  }

  #sendPresence(): void {
    const { awareness } = this
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, MESSAGE.awareness)
    encoding.writeVarUint8Array(encoder, encodeAwarenessUpdate(awareness, [awareness.clientID]))
    this.#send(encoding.toUint8Array(encoder))
  }

  /** False if no socket is open. */
  #send(message: Uint8Array): boolean {
    const { ws, wsconnected } = this.#provider
    if (!wsconnected || ws === null || ws.readyState !== ws.OPEN) return false
    ws.send(message as Uint8Array<ArrayBuffer>)
    return true
  }

  #follow(): void {
    const provider = this.#provider
    provider.on('status', ({ status }) => {
      if (status !== 'connecting') this.#writerId.renew()
      if (status === 'disconnected') this.#forgetOthers()
      if (status !== 'connected') return
      this.#guardMessages(provider.ws)
      this.#wasOpen = true
      if (this.awareness.getLocalState() !== null) this.#sendPresence()
      this.#events.onOpen()
    })
    provider.on('sync', (isSynced) => {
      if (!isSynced) return
      this.#failures = 0
      this.#link.set({ state: 'online' })
      this.#events.onSynced()
    })
    provider.on('connection-close', () => {
      this.#events.onDown()
      if (!this.#isClosed) this.#link.set({ state: 'offline' })
    })
    provider.on('closed', ({ code, reason }) => this.#onClosed(code, reason))
    if (typeof window === 'undefined') return
    const wake = (): void => {
      if (this.#retry !== null && !document.hidden) this.connect()
    }
    const doubt = (): void => this.#ask(PING, OFFLINE_LIMIT_MS)
    window.addEventListener('offline', doubt)
    window.addEventListener('online', wake)
    document.addEventListener('visibilitychange', wake)
    this.#stops.push(() => {
      window.removeEventListener('offline', doubt)
      window.removeEventListener('online', wake)
      document.removeEventListener('visibilitychange', wake)
    })
  }

  /** The next socket tells everybody's state anew, with clocks that would pass for old beside those kept from this one. */
  #forgetOthers(): void {
    const { meta, clientID } = this.awareness
    const others = [...meta.keys()].filter((id) => id !== clientID)
    removeAwarenessStates(this.awareness, others, this.#provider)
    for (const id of others) meta.delete(id)
  }

  #onClosed(code: number, reason: string): void {
    const wasOpen = this.#wasOpen
    this.#wasOpen = false
    if (this.#isClosed) return
    this.#failures++
    if (!mayRetryAfter(code)) {
      this.#link.set({ state: 'closed', reason: reason in CLOSE_CODES ? (reason as CloseReason) : 'internal' })
      return
    }
    const delay = backoffMs(this.#failures, Math.random())
    this.#retry = this.#options.scheduler.after(delay, () => this.connect())
    if (!wasOpen) void this.#askWhy()
  }

  async #askWhy(): Promise<void> {
    const reason = await this.#options.whyRefused()
    if (reason === null || this.#isClosed || this.#provider.wsconnected) return
    this.#retry?.()
    this.#retry = null
    this.#provider.shouldConnect = false
    this.#link.set({ state: 'closed', reason })
  }
}

function gunzip(bytes: Uint8Array): Uint8Array {
  if (bytes.length < 4) throw new Error('a gzipped message ends too early')
  // The last four bytes say how long it will be (RFC 1952), and fflate makes room for as much.
  const size = new DataView(bytes.buffer, bytes.byteOffset + bytes.byteLength - 4, 4).getUint32(0, true)
  if (size > MAX_UNZIPPED_BYTES) throw new Error('a gzipped message is too large')
  return gunzipSync(bytes)
}
