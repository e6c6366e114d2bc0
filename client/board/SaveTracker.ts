import type { NotSavedReason, SaveStatus } from './SaveStatus.ts'
import { ValueSignal, type Signal } from './Signal.ts'

/**
 * Knows where one's own changes are, and asks the server about them. Every change has a revision; a barrier, sent after
 * changes, covers the revisions up to it, and only the server's answer to it makes them saved. One barrier is on its way
 * at a time, so the pace of asking is the pace at which the disk answers.
 */
export class SaveTracker {
  readonly status: Signal<SaveStatus>

  readonly #status = new ValueSignal<SaveStatus>({ state: 'saving' })
  readonly #sendBarrier: (n: number) => void
  #link: 'new' | 'offline' | 'online' = 'new'
  #refused: NotSavedReason | null = null
  #isUncommitted = false
  #isDiskFailing = false
  /** Whether the server has said of this socket that all it shows is on its disk, which others may have changed as well. */
  #isConfirmed = false
  #revision = 0
  #savedRevision = 0
  #keptRevision = 0
  #barrier = 0
  /** The barrier on its way and the revision it covers. */
  #asked: { n: number; revision: number } | null = null
  /** What is not saved, with the revision of its last change. */
  readonly #unsaved = new Map<string, number>()
  #waiters: { resolve: () => void; reject: (reason: Error) => void }[] = []

  /** `sendBarrier` must send after everything that was sent before, on the socket that is open now. */
  constructor(sendBarrier: (n: number) => void) {
    this.status = this.#status
    this.#sendBarrier = sendBarrier
  }

  /** How far one's own changes have come: the number of the latest. */
  get revision(): number {
    return this.#revision
  }

  /** One's own changes to these keys are in the document. Returns their revision. */
  changed(keys: Iterable<string>): number {
    this.#revision++
    for (const key of keys) this.#unsaved.set(key, this.#revision)
    this.#update()
    return this.#revision
  }

  /** Whether there are changes on the screen that are not in the document yet. */
  uncommitted(isWaiting: boolean): void {
    this.#isUncommitted = isWaiting
    this.#update()
  }

  /** This device has everything up to a revision in its own storage. */
  kept(revision: number): void {
    this.#keptRevision = Math.max(this.#keptRevision, revision)
    this.#update()
  }

  /** What this device had kept was taken away: its browser made room, or its user cleared it. */
  notKept(): void {
    this.#keptRevision = -1
    this.#update()
  }

  /** The server has been told all that it lacked: from here on barriers mean something on this socket. */
  connected(): void {
    this.#link = 'online'
    this.#asked = null
    this.#isConfirmed = false
    // A role belongs to a socket: with this one it may be another. And there may be room again.
    if (this.#refused === 'read-only' || this.#refused === 'board-full') this.#refused = null
    this.#ask()
    this.#update()
  }

  /** The socket is gone, and with it the answers that were on their way. */
  disconnected(): void {
    this.#link = 'offline'
    this.#asked = null
    this.#isDiskFailing = false
    this.#update()
  }

  /** Nothing more will be taken: the server said so, or this page must not write. */
  refused(reason: NotSavedReason): void {
    this.#refused = reason
    this.#update()
  }

  /** The server will be asked again after `refused`. */
  retried(): void {
    this.#refused = null
    this.#update()
  }

  /** Changes were made: asks about them, unless an answer is awaited that will lead to asking again. */
  askAgain(): void {
    if (this.#link === 'online' && this.#asked === null && this.#revision > this.#savedRevision) this.#ask()
  }

  /** The server has everything before barrier `n` on its disk. Returns whether that is news. */
  saved(n: number): boolean {
    if (this.#asked?.n !== n) return false
    const { revision } = this.#asked
    this.#asked = null
    this.#isDiskFailing = false
    this.#isConfirmed = true
    this.#savedRevision = revision
    for (const [key, changedAt] of this.#unsaved) if (changedAt <= revision) this.#unsaved.delete(key)
    this.askAgain()
    this.#update()
    return true
  }

  /** The server could not write what came before barrier `n`, and goes on trying. */
  notSaved(n: number): void {
    if (this.#asked?.n !== n) return
    this.#isDiskFailing = true
    this.#update()
  }

  /** The keys of one's own changes that are not saved. */
  unsavedKeys(): readonly string[] {
    return [...this.#unsaved.keys()]
  }

  /** Resolves once everything up to now is saved. */
  whenSaved(): Promise<void> {
    if (this.#status.get().state === 'saved') return Promise.resolve()
    return new Promise((resolve, reject) => this.#waiters.push({ resolve, reject }))
  }

  /** Nobody will be told anything any more. */
  close(): void {
    for (const { reject } of this.#waiters.splice(0)) reject(new Error('the board was closed before it was saved'))
  }

  #ask(): void {
    this.#asked = { n: ++this.#barrier, revision: this.#revision }
    this.#sendBarrier(this.#barrier)
  }

  #update(): void {
    const next = this.#current()
    if (!sameStatus(next, this.#status.get())) this.#status.set(next)
    if (next.state === 'saved') for (const { resolve } of this.#waiters.splice(0)) resolve()
  }

  #current(): SaveStatus {
    const isPending = this.#revision > this.#savedRevision || this.#isUncommitted
    if (this.#refused !== null && isPending) return { state: 'not-saved', reason: this.#refused }
    if (this.#link === 'offline') {
      return {
        state: 'offline',
        pendingOnDevice: this.#unsaved.size,
        keptOnDevice: this.#keptRevision >= this.#revision && !this.#isUncommitted,
      }
    }
    if (this.#link === 'new') return { state: 'saving' }
    if (!isPending && this.#isConfirmed) return { state: 'saved' }
    return this.#isDiskFailing ? { state: 'not-saved', reason: 'storage' } : { state: 'saving' }
  }
}

function sameStatus(a: SaveStatus, b: SaveStatus): boolean {
  if (a.state === 'offline' && b.state === 'offline') {
    return a.pendingOnDevice === b.pendingOnDevice && a.keptOnDevice === b.keptOnDevice
  }
  if (a.state === 'not-saved' && b.state === 'not-saved') return a.reason === b.reason
  return a.state === b.state
}
