import * as encoding from 'lib0/encoding'
import type { BoardRole } from '../access/boardRights.ts'
import { ByteReader, MalformedBytes } from './byteReader.ts'
import { MESSAGE } from './protocol.ts'

/** The second number of a sync message (y-protocols/sync). */
export const SYNC_STEP = { stateVector: 0, missing: 1, update: 2 } as const

/** A message from a client, split into its parts but not yet believed. */
export type ClientMessage =
  | { kind: 'state-vector'; stateVector: Uint8Array }
  /** Step 2: what the server lacks. */
  | { kind: 'missing'; update: Uint8Array }
  | { kind: 'update'; update: Uint8Array }
  | { kind: 'awareness'; entries: Uint8Array }
  | { kind: 'query-awareness' }
  | { kind: 'barrier'; number: number }
  /** The Yjs id of what the client makes from here on. */
  | { kind: 'writes-as'; id: number }

/**
 * Splits a frame into type and contents. The pieces are views of the frame.
 * @throws MalformedBytes when it is cut off, too long, or of a type a client does not send
 */
export function readClientMessage(frame: Uint8Array): ClientMessage {
  const reader = new ByteReader(frame)
  const message = readBody(reader)
  if (reader.remaining > 0) throw new MalformedBytes('something follows the message')
  return message
}

function readBody(reader: ByteReader): ClientMessage {
  const type = reader.varUint()
  switch (type) {
    case MESSAGE.sync:
      return readSync(reader)
    case MESSAGE.awareness:
      return { kind: 'awareness', entries: reader.piece() }
    case MESSAGE.queryAwareness:
      return { kind: 'query-awareness' }
    case MESSAGE.barrier:
      return { kind: 'barrier', number: reader.varUint() }
    case MESSAGE.writesAs:
      return { kind: 'writes-as', id: reader.varUint() }
    default:
      throw new MalformedBytes(`unknown message type ${type}`)
  }
}

function readSync(reader: ByteReader): ClientMessage {
  const step = reader.varUint()
  switch (step) {
    case SYNC_STEP.stateVector:
      return { kind: 'state-vector', stateVector: reader.piece() }
    case SYNC_STEP.missing:
      return { kind: 'missing', update: reader.piece() }
    case SYNC_STEP.update:
      return { kind: 'update', update: reader.piece() }
    default:
      throw new MalformedBytes(`unknown sync step ${step}`)
  }
}

/** How many clients a state vector names, after proving that it can be decoded. */
export function inspectStateVector(stateVector: Uint8Array): number {
  const reader = new ByteReader(stateVector)
  const clients = reader.count(2)
  for (let i = 0; i < clients; i++) {
    reader.varUint()
    reader.varUint()
  }
  if (reader.remaining > 0) throw new MalformedBytes('something follows the state vector')
  return clients
}

/** The update that holds nothing. */
export const EMPTY_UPDATE: Uint8Array = Uint8Array.of(0, 0)

/** Whether an update holds nothing: what a client with nothing new answers to step 1. */
export function isEmptyUpdate(update: Uint8Array): boolean {
  return update.length === 2 && update[0] === 0 && update[1] === 0
}

/** The state vector of a document without content. */
export const EMPTY_STATE_VECTOR: Uint8Array = Uint8Array.of(0)

/** `sync` message of any step. */
export function syncMessage(step: (typeof SYNC_STEP)[keyof typeof SYNC_STEP], body: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, MESSAGE.sync)
  encoding.writeVarUint(encoder, step)
  encoding.writeVarUint8Array(encoder, body)
  return encoding.toUint8Array(encoder)
}

/** What precedes the bytes of an update in a `sync` message, so that large bodies need not be copied to be framed. */
export function syncMessageHead(step: (typeof SYNC_STEP)[keyof typeof SYNC_STEP], bodyBytes: number): Uint8Array {
  // Made for each update of each board: an encoder would take a hundred bytes from the system for these few.
  const head = new Uint8Array(2 + varUintBytes(bodyBytes))
  head[0] = MESSAGE.sync
  head[1] = step
  let rest = bodyBytes
  for (let at = 2; at < head.length; at++) {
    head[at] = (rest % 128) + (at < head.length - 1 ? 128 : 0)
    rest = Math.floor(rest / 128)
  }
  return head
}

/** How many bytes lib0 writes for a number of 0 or more: seven bits in each. */
function varUintBytes(number: number): number {
  let bytes = 1
  for (let rest = Math.floor(number / 128); rest > 0; rest = Math.floor(rest / 128)) bytes += 1
  return bytes
}

/** `barrier n`, `saved n`, `notSaved n` or `writesAs id`. */
export function numberMessage(
  type: (typeof MESSAGE)['barrier' | 'saved' | 'notSaved' | 'writesAs'],
  number: number,
): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, type)
  encoding.writeVarUint(encoder, number)
  return encoding.toUint8Array(encoder)
}

/** A gzipped message of another type. */
export function gzipMessage(gzipped: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, MESSAGE.gzip)
  encoding.writeVarUint8Array(encoder, gzipped)
  return encoding.toUint8Array(encoder)
}

/** What the server tells everybody on a board besides its content. Only clients that asked with `?v=1` get it. */
export type Notice =
  | { type: 'board'; title: string }
  /** As what this socket is here; the first thing it hears. */
  | { type: 'role'; role: BoardRole }
  /** This socket's changes are not taken: `read-only` for a viewer, `board-full` for what would add to a full board. */
  | { type: 'refused'; code: 'read-only' | 'board-full' }

/** `notice` message. */
export function noticeMessage(notice: Notice): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, MESSAGE.notice)
  encoding.writeVarString(encoder, JSON.stringify(notice))
  return encoding.toUint8Array(encoder)
}
