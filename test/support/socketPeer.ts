import * as decoding from 'lib0/decoding'
import WebSocket, { type ClientOptions } from 'ws'
import * as Y from 'yjs'
import { gunzipSync } from 'node:zlib'
import { SYNC_STEP, numberMessage, syncMessage } from '../../shared/sync/messages.ts'
import { MESSAGE } from '../../shared/sync/protocol.ts'

/** A client with a document and a real socket that asks for our own message types. */
export class SocketPeer {
  readonly socket: WebSocket
  readonly doc = new Y.Doc()
  /** The numbers of barriers that were answered with saved. */
  readonly saved = new Set<number>()
  readonly notSaved = new Set<number>()
  synced = false
  /** The code the socket was closed with. */
  closed: number | null = null

  constructor(url: string, query = '', options: ClientOptions = {}) {
    this.socket = new WebSocket(`${url}?v=1${query}`, options)
    this.socket.binaryType = 'nodebuffer'
    this.socket.on('open', () => this.send(syncMessage(SYNC_STEP.stateVector, Y.encodeStateVector(this.doc))))
    this.socket.on('message', (data: Buffer) => this.#take(data))
    this.socket.on('close', (code) => (this.closed = code))
    // A killed server resets the line; `close` follows.
    this.socket.on('error', () => undefined)
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== this) this.send(syncMessage(SYNC_STEP.update, update))
    })
  }

  send(message: Uint8Array): void {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(message)
  }

  set(key: string, value: unknown): void {
    this.doc.getMap('records').set(key, value)
  }

  get(key: string): unknown {
    return this.doc.getMap('records').get(key)
  }

  barrier(number: number): void {
    this.send(numberMessage(MESSAGE.barrier, number))
  }

  #take(message: Uint8Array): void {
    const decoder = decoding.createDecoder(message)
    switch (decoding.readVarUint(decoder)) {
      case MESSAGE.sync:
        this.#takeSync(decoding.readVarUint(decoder), decoding.readVarUint8Array(decoder))
        break
      case MESSAGE.gzip:
        this.#take(gunzipSync(decoding.readVarUint8Array(decoder)))
        break
      case MESSAGE.saved:
        this.saved.add(decoding.readVarUint(decoder))
        break
      case MESSAGE.notSaved:
        this.notSaved.add(decoding.readVarUint(decoder))
        break
    }
  }

  #takeSync(step: number, body: Uint8Array): void {
    if (step === SYNC_STEP.stateVector) {
      this.send(syncMessage(SYNC_STEP.missing, Y.encodeStateAsUpdate(this.doc, body)))
      return
    }
    Y.applyUpdate(this.doc, body, this)
    if (step === SYNC_STEP.missing) this.synced = true
  }
}
