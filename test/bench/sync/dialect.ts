import * as encoding from 'lib0/encoding'
import { SYNC_STEP, syncMessage } from '../../../shared/sync/messages.ts'

/** How a client talks to a server: all of them carry the messages of y-protocols, each in a way of its own. */
export interface Dialect {
  /** What is asked for in the upgrade. */
  path(room: string): string
  /** What stands before each message, in both directions. */
  prefix(room: string): Uint8Array
  /** What a client says first, without the prefix: who it is where that is asked, then what it has already. */
  hello(stateVector: Uint8Array): Uint8Array[]
  /** Whether the server answers with the document. */
  answers: boolean
  /** Whether a change is also sent back to the one it came from. */
  echoes: boolean
}

const NOTHING = new Uint8Array()

function firstStep(stateVector: Uint8Array): Uint8Array {
  return syncMessage(SYNC_STEP.stateVector, stateVector)
}

/** Ours: y-websocket's, and version 1 asks for what ours adds, as our own client does. */
export const betwixtDialect: Dialect = {
  path: (room) => `/sync/${room}?v=1`,
  prefix: () => NOTHING,
  hello: (stateVector) => [firstStep(stateVector)],
  answers: true,
  echoes: false,
}

/** The relay sends on what it gets. */
export const relayDialect: Dialect = {
  path: (room) => `/${room}`,
  prefix: () => NOTHING,
  hello: () => [],
  answers: false,
  echoes: false,
}

export const yWebsocketDialect: Dialect = {
  path: (room) => `/${room}`,
  prefix: () => NOTHING,
  hello: (stateVector) => [firstStep(stateVector)],
  answers: true,
  echoes: true,
}

/** Hocuspocus puts the document's name before each message, and reads nothing until it got a token of any kind. */
export const hocuspocusDialect: Dialect = {
  path: () => '/',
  prefix: (room) => {
    const encoder = encoding.createEncoder()
    encoding.writeVarString(encoder, room)
    return encoding.toUint8Array(encoder)
  },
  hello: (stateVector) => {
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, HOCUSPOCUS.auth)
    encoding.writeVarUint(encoder, 0)
    encoding.writeVarString(encoder, 'token')
    return [encoding.toUint8Array(encoder), firstStep(stateVector)]
  },
  answers: true,
  echoes: true,
}

/** Message types that Hocuspocus adds to those of y-protocols. */
export const HOCUSPOCUS = { auth: 2, syncStatus: 8 } as const
