import type { UpdateCaps } from '../../shared/sync/inspectUpdate.ts'

/**
 * One update. A paste of all that a page may hold stays far below; Yjs takes about 100 ms for as many, and as long
 * everybody else waits.
 */
export const UPDATE_CAPS: UpdateCaps = { structs: 100_000, deletes: 100_000 }

/** A step 2: someone who returns may bring a whole board. */
export const MISSING_CAPS: UpdateCaps = { structs: 500_000, deletes: 500_000 }

/** Limits of rooms and sockets. Bytes, counts and milliseconds, as the names say. */
export interface RoomLimits {
  /** Unsent bytes past which a socket that is up to date counts as too slow. */
  slowSocketBytes: number
  /** Unsent bytes past which a socket gets no presence until it has caught up. */
  presenceSocketBytes: number
  /** What may wait behind a first sync, or behind something large, that a socket is still taking. */
  backlogBytes: number
  /** How long a socket may take nothing while bytes wait for it. */
  noProgressMs: number
  /** A closing socket is cut after this. */
  closeGraceMs: number
  /** Presence is gathered for so long; in a busy room document updates as well. */
  windowMs: number
  /** How long an update of a brisk room may wait for the next one. */
  waitMs: number
  /**
   * Document deliveries a second from which a room counts as brisk and some updates wait for the next, and from which it
   * counts as busy and all wait for a window. One write costs about 10 µs.
   */
  briskDeliveriesPerSecond: number
  busyDeliveriesPerSecond: number
  /** A socket that got nothing for so long is sent an empty message: stock clients give up after 30 s. */
  keepAliveMs: number
  /** Each socket is pinged so often; one that answers nothing until the next ping is cut. */
  heartbeatMs: number
  /** How long a board stays open after the last one left. */
  idleMs: number
  /** Updates of one socket that may wait for predecessors. */
  waitingUpdates: number
  waitingBytes: number
  /** How long an update may wait for its predecessors before the socket has to start afresh. */
  waitingMs: number
  /** Barriers of one socket that may be unanswered. */
  openBarriers: number
  socketsPerBoard: number
  /** Sockets of the whole server. */
  sockets: number
  /** Boards in memory at the same time. */
  openBoards: number
  /** What is stored of one board; one that has more takes nothing that would add to it. */
  boardBytes: number
  /** How long after a change a full board is compacted, to see whether there is room again. */
  fullCompactMs: number
  /** Presence ids a room remembers after they left. */
  rememberedPresence: number
  /** Frames read from one socket but not handled yet, past which it is not read further. */
  inboxFrames: number
  inboxBytes: number
  /** What all sockets together may have brought, in messages not whole or not handled, before large ones take turns. */
  arrivingBytes: number
  /** An open board is compacted when its log has grown by so much. */
  compactUpdates: number
  compactBytes: number
  /** A board that nobody uses is compacted when its log holds more than this. */
  idleCompactUpdates: number
  idleCompactBytes: number
  /** Updates are gathered for so long before they are written, and for up to so long when the disk is slow. */
  commitWindowMs: number
  longestCommitWindowMs: number
  /** First and longest pause between attempts to write to a disk that refuses. */
  retryFirstMs: number
  retryLongestMs: number
  /** Past so much that a disk has refused, a board is kept for it as a whole rather than change by change. */
  refusedBytes: number
  /** How long shutting down waits for a disk that refuses. */
  drainMs: number
}

/** The limits the server runs with. */
export const ROOM_LIMITS: RoomLimits = {
  slowSocketBytes: 2 * 1024 * 1024,
  presenceSocketBytes: 128 * 1024,
  backlogBytes: 16 * 1024 * 1024,
  noProgressMs: 30_000,
  closeGraceMs: 1_000,
  windowMs: 16,
  waitMs: 24,
  briskDeliveriesPerSecond: 5_000,
  busyDeliveriesPerSecond: 25_000,
  keepAliveMs: 15_000,
  heartbeatMs: 30_000,
  idleMs: 20_000,
  waitingUpdates: 64,
  waitingBytes: 1024 * 1024,
  waitingMs: 30_000,
  openBarriers: 1_000,
  socketsPerBoard: 1_000,
  sockets: 10_000,
  openBoards: 5_000,
  boardBytes: 64 * 1024 * 1024,
  fullCompactMs: 3_000,
  rememberedPresence: 4_096,
  inboxFrames: 256,
  inboxBytes: 1024 * 1024,
  arrivingBytes: 256 * 1024 * 1024,
  compactUpdates: 20_000,
  compactBytes: 4 * 1024 * 1024,
  idleCompactUpdates: 32,
  idleCompactBytes: 16 * 1024,
  commitWindowMs: 100,
  longestCommitWindowMs: 250,
  retryFirstMs: 200,
  retryLongestMs: 5_000,
  refusedBytes: 4 * 1024 * 1024,
  drainMs: 8_000,
}
