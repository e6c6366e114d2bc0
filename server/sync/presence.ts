import * as encoding from 'lib0/encoding'
import { encodeAwarenessEntry, readAwarenessEntries } from '../../shared/sync/awareness.ts'
import type { AwarenessEntry } from '../../shared/sync/awareness.ts'
import { MalformedBytes } from '../../shared/sync/byteReader.ts'
import { MESSAGE, SYNC_LIMITS } from '../../shared/sync/protocol.ts'
import type { SyncIdentity } from './identity.ts'
import { TooLarge } from './refusal.ts'
import { binaryFrame } from './webSocketFrame.ts'

/** A socket as presence sees it. */
export interface PresenceOwner {
  readonly identity: SyncIdentity
  /** Whether it is a client of ours, which speaks of nobody but itself. */
  readonly extended: boolean
  /** The awareness id this socket speaks for, once it used one. */
  presenceId: number | null
}

interface PresenceState {
  owner: PresenceOwner
  /** As the client sent it, without `person`. */
  state: Record<string, unknown>
  /** What is added to the client's clock, so that what others see only ever grows. */
  clockOffset: number
  clock: number
}

/** What changed in presence during one window, encoded once for everybody. */
export interface PresenceBatch {
  /** Whether this id is among what changed. */
  has(clientId: number): boolean
  /** The frame for those who sent none of it. */
  readonly frame: Buffer
  /** The frame for the socket that speaks for this id: all but its own. Null if nothing is left. */
  frameWithout(clientId: number): Buffer | null
}

/**
 * Who is on a board and what they point at. The server owns it: a socket speaks for one id, name, discipline and
 * role are put in here, and a state goes when its socket goes.
 */
export class Presence {
  readonly #states = new Map<number, PresenceState>()
  /** The last clock others saw of ids that left: a return must begin above it, or others take it for old. */
  readonly #lastClocks = new Map<number, number>()
  /**
   * What clients of ours have said under an id that a socket of somebody else still has: whoever has just said their name
   * is another person than on the socket before, which may end later than the new one begins. The last word for each id.
   */
  readonly #waiting = new Map<number, { owner: PresenceOwner; entry: AwarenessEntry }>()
  readonly #remembered: number
  #changed = new Map<number, Uint8Array>()

  constructor(remembered: number) {
    this.#remembered = remembered
  }

  /** Whether something changed that nobody was told yet. */
  get dirty(): boolean {
    return this.#changed.size > 0
  }

  /**
   * Takes in what a socket says of presence. Entries for ids it does not speak for are dropped without a word: stock
   * clients echo what they heard of others.
   * @throws MalformedBytes, TooLarge
   */
  receive(owner: PresenceOwner, body: Uint8Array): void {
    for (const entry of readAwarenessEntries(body)) {
      if (this.#speaksFor(owner, entry.clientId)) this.#take(owner, entry)
      else if (owner.extended && owner.presenceId === null) {
        stateOf(entry)
        this.#waiting.set(entry.clientId, { owner, entry })
      }
    }
  }

  /** The socket is gone, and with it what it showed. */
  leave(owner: PresenceOwner): void {
    for (const [id, waiting] of this.#waiting) if (waiting.owner === owner) this.#waiting.delete(id)
    const id = owner.presenceId
    if (id === null || this.#states.get(id)?.owner !== owner) return
    this.#remove(id)
    const next = this.#waiting.get(id)
    this.#waiting.delete(id)
    if (next?.owner.presenceId !== null || !this.#speaksFor(next.owner, id)) return
    this.#take(next.owner, next.entry)
  }

  /** Shows a changed name, discipline or role at once. */
  refresh(owner: PresenceOwner): void {
    const id = owner.presenceId
    const current = id === null ? undefined : this.#states.get(id)
    if (id === null || current === undefined || current.owner !== owner) return
    current.clockOffset += 1
    current.clock += 1
    this.#announce(id, current)
  }

  /** A frame with everybody's state but this owner's; null if nobody else is there. */
  everybody(except: PresenceOwner): Buffer | null {
    const entries: Uint8Array[] = []
    for (const [id, state] of this.#states) {
      if (state.owner !== except) entries.push(encodeState(id, state))
    }
    return entries.length === 0 ? null : new EncodedBatch(entries.map((entry, index) => [index, entry])).frame
  }

  /** What changed since the last call; null if nothing did. */
  takeChanged(): PresenceBatch | null {
    if (this.#changed.size === 0) return null
    const batch = new EncodedBatch(this.#changed)
    this.#changed = new Map()
    return batch
  }

  #speaksFor(owner: PresenceOwner, clientId: number): boolean {
    if (owner.presenceId !== null) return owner.presenceId === clientId
    const holder = this.#states.get(clientId)?.owner
    // The same person on a new socket, while the old one is not known to be dead yet, takes the id over.
    if (holder !== undefined && holder.identity.person.id !== owner.identity.person.id) return false
    owner.presenceId = clientId
    return true
  }

  #take(owner: PresenceOwner, entry: AwarenessEntry): void {
    const state = stateOf(entry)
    const current = this.#states.get(entry.clientId)
    if (state === null) {
      if (current?.owner === owner) this.#remove(entry.clientId)
      return
    }
    delete state['person']
    if (current?.owner === owner) {
      const clock = entry.clock + current.clockOffset
      if (clock <= current.clock) return
      current.clock = clock
      current.state = state
      this.#announce(entry.clientId, current)
      return
    }
    // Clients take clock 0 for nothing new, so the first one others see is 1.
    const last = current?.clock ?? this.#lastClocks.get(entry.clientId) ?? 0
    const clockOffset = Math.max(0, last + 1 - entry.clock)
    const fresh = { owner, state, clockOffset, clock: entry.clock + clockOffset }
    this.#states.set(entry.clientId, fresh)
    this.#lastClocks.delete(entry.clientId)
    this.#announce(entry.clientId, fresh)
  }

  #remove(clientId: number): void {
    const current = this.#states.get(clientId)
    if (current === undefined) return
    this.#states.delete(clientId)
    const clock = current.clock + 1
    this.#lastClocks.set(clientId, clock)
    if (this.#lastClocks.size > this.#remembered) {
      const [oldest] = this.#lastClocks.keys()
      if (oldest !== undefined) this.#lastClocks.delete(oldest)
    }
    this.#changed.set(clientId, encodeAwarenessEntry(clientId, clock, null))
  }

  #announce(clientId: number, state: PresenceState): void {
    this.#changed.set(clientId, encodeState(clientId, state))
  }
}

function encodeState(clientId: number, { owner, state, clock }: PresenceState): Uint8Array {
  const { person, role } = owner.identity
  return encodeAwarenessEntry(clientId, clock, {
    ...state,
    person: { id: person.id, name: person.name, discipline: person.discipline, role },
  })
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** @throws MalformedBytes, TooLarge */
function stateOf({ json }: AwarenessEntry): Record<string, unknown> | null {
  if (json.length > SYNC_LIMITS.awarenessBytes) throw new TooLarge('presence is too large')
  return parseState(json)
}

function parseState(json: Uint8Array): Record<string, unknown> | null {
  let state: unknown
  try {
    state = JSON.parse(utf8.decode(json))
  } catch {
    throw new MalformedBytes('presence is not JSON')
  }
  if (state === null) return null
  if (typeof state !== 'object' || Array.isArray(state)) throw new MalformedBytes('presence is not an object')
  return Object.fromEntries(Object.entries(state))
}

class EncodedBatch implements PresenceBatch {
  readonly #block: Buffer
  readonly #ranges = new Map<number, { start: number; end: number }>()
  #frame: Buffer | null = null

  constructor(entries: Iterable<readonly [number, Uint8Array]>) {
    const pieces: Uint8Array[] = []
    let end = 0
    for (const [id, entry] of entries) {
      this.#ranges.set(id, { start: end, end: end + entry.length })
      end += entry.length
      pieces.push(entry)
    }
    this.#block = Buffer.concat(pieces, end)
  }

  has(clientId: number): boolean {
    return this.#ranges.has(clientId)
  }

  get frame(): Buffer {
    this.#frame ??= binaryFrame(head(this.#ranges.size, this.#block.length), this.#block)
    return this.#frame
  }

  frameWithout(clientId: number): Buffer | null {
    const own = this.#ranges.get(clientId)
    if (own === undefined) return this.frame
    if (this.#ranges.size === 1) return null
    return binaryFrame(
      head(this.#ranges.size - 1, this.#block.length - (own.end - own.start)),
      this.#block.subarray(0, own.start),
      this.#block.subarray(own.end),
    )
  }
}

function head(count: number, entryBytes: number): Uint8Array {
  const body = encoding.createEncoder()
  encoding.writeVarUint(body, count)
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, MESSAGE.awareness)
  encoding.writeVarUint(encoder, encoding.length(body) + entryBytes)
  encoding.writeUint8Array(encoder, encoding.toUint8Array(body))
  return encoding.toUint8Array(encoder)
}
