/**
 * Message types of the y-websocket protocol, and ours. The first byte(s) of each binary frame hold the type as a
 * lib0 varUint. Types from 100 on go only to clients that asked for them with `?v=1`.
 */
export const MESSAGE = {
  /** y-protocols/sync: step 1 (state vector), step 2 (missing updates), update. */
  sync: 0,
  /** y-protocols/awareness. */
  awareness: 1,
  /** Asks for everybody's awareness. */
  queryAwareness: 3,
  /** Client to server: `varUint n`. "Tell me when all I sent before this on this socket is on disk." */
  barrier: 100,
  /** Server to client: `varUint n`. Everything before barrier n is on disk. */
  saved: 101,
  /** Server to client: `varUint8Array`. A gzipped frame (a whole message of another type). */
  gzip: 102,
  /** Server to client: `varUint n`. What came before barrier n could not be written; it is retried, `saved n` follows. */
  notSaved: 103,
  /** Server to client: `varString JSON`: board-level notices such as `{"type":"board","title":"…"}`. */
  notice: 104,
  /** Client to server: `varUint id`. "What I make from here on has this Yjs id." Sent before anything with that id. */
  writesAs: 105,
} as const

/** The version a client asks for in the query (`?v=1`). */
export const PROTOCOL_VERSION = 1

/** Limits that the server enforces on what comes in by a socket. Bytes unless the name says otherwise. */
export const SYNC_LIMITS = {
  /** One frame; a step 2 of someone who returns with offline work may be as large as a board. */
  frameBytes: 64 * 1024 * 1024,
  /** One ordinary update. */
  updateBytes: 8 * 1024 * 1024,
  /** One presence entry (JSON of a client's awareness state). */
  awarenessBytes: 4 * 1024,
} as const
