import * as Y from 'yjs'
import { keysBeyond } from './changedKeys.ts'
import { DeviceStore } from './DeviceStore.ts'
import { isWithoutContent } from './isWithoutContent.ts'
import { onUpdates } from './onUpdates.ts'
import type { SaveTracker } from './SaveTracker.ts'
import type { Scheduler } from './Scheduler.ts'

/** How soon storage that refused is tried again. */
const RETRY_MS = 5000
/** How long what others do may wait to be written to the device. */
const REMOTE_WRITE_MS = 1000
/** What the server confirmed is noted on the device at this pace; it only serves to count. */
const CONFIRM_MS = 1000
/** How often a tab with a server looks for what other tabs of this browser have kept and not brought there. */
const OTHER_TABS_MS = 30_000
/** How long leaving a board waits for storage that has not opened yet. */
const CLOSE_WAIT_MS = 1000
/** From so many bytes on, an update is written as it came: to merge it with others would take longer than to read it. */
const LARGE_BYTES = 100_000
/** How soon storage that was taken away is opened anew. */
const REOPEN_MS = 1000

export interface DeviceCopyOptions {
  readonly name: string
  readonly scheduler: Scheduler
  /** Whether a transaction came from the server. */
  readonly isRemote: (origin: unknown) => boolean
  readonly isOnline: () => boolean
  /** Called when the device turns out to hold content. */
  readonly onContent: () => void
}

/**
 * Keeps a copy of a board's document on this device, and tells the tracker which of one's own changes are in it. What
 * the device holds when it is opened counts as unsaved until the server has confirmed it.
 */
export class DeviceCopy {
  /** Resolves when the storage is open, its content in the document, or given up. */
  readonly opened: Promise<void>

  readonly #doc: Y.Doc
  readonly #tracker: SaveTracker
  readonly #options: DeviceCopyOptions
  readonly #deleted = new Set<string>()
  /** Updates from the server that are not on the device yet. */
  readonly #remote: Uint8Array[] = []
  readonly #stopListening: () => void
  #store: DeviceStore | null = null
  #remoteTimer: (() => void) | null = null
  #retryTimer: (() => void) | null = null
  #confirmTimer: (() => void) | null = null
  #otherTabsTimer: (() => void) | null = null
  #reopenTimer: (() => void) | null = null
  #isLoading = true
  /** Whether something came in before the storage was open, and so is not in it. */
  #isBehind = false
  #isClosed = false

  constructor(doc: Y.Doc, tracker: SaveTracker, options: DeviceCopyOptions) {
    this.#doc = doc
    this.#tracker = tracker
    this.#options = options
    // What the storage holds need not be written there, and what fills an empty document comes as `filled`.
    const isWanted = (origin: unknown): boolean =>
      !this.isOrigin(origin) && !(options.isRemote(origin) && isWithoutContent(doc))
    this.#stopListening = onUpdates(doc, isWanted, this.#onUpdate)
    this.opened = this.#open()
  }

  /** Whether a transaction's origin is this device's storage: what is in it was kept before. */
  isOrigin(origin: unknown): boolean {
    return DeviceStore.isOrigin(origin)
  }

  /** Whether what the storage holds is still coming in. It is told to the tracker as a whole, once it is all there. */
  get isLoading(): boolean {
    return this.#isLoading
  }

  /** Whether the storage is open, so that what is shown is kept here too: it may be missing, or have answered too late. */
  get isKeeping(): boolean {
    return this.#store !== null
  }

  /** What the server sent has filled the document, which held nothing. */
  filled(update: Uint8Array): void {
    this.#keepRemoteSoon(update)
  }

  /** Takes in what other tabs of this browser have kept, now and every while. */
  takeFromOtherTabs(): void {
    this.#otherTabsTimer?.()
    this.#otherTabsTimer = this.#options.scheduler.after(OTHER_TABS_MS, () => {
      if (this.#options.isOnline()) this.takeFromOtherTabs()
    })
    void this.#store?.takeFromOthers()
  }

  /** Records that were deleted here and that the server has not confirmed: Yjs cannot tell that later. */
  get deleted(): ReadonlySet<string> {
    return this.#deleted
  }

  /** Keys that one's own transaction has changed. */
  changed(keys: ReadonlySet<string>): void {
    const records = this.#doc.getMap('records')
    let isChanged = false
    for (const key of keys) {
      if (!key.startsWith('records:')) continue
      const id = key.slice('records:'.length)
      if (records.has(id)) isChanged = this.#deleted.delete(id) || isChanged
      else {
        this.#deleted.add(id)
        isChanged = true
      }
    }
    if (isChanged) this.#store?.remember({ deleted: [...this.#deleted] })
  }

  /** The server has everything on its disk. */
  confirmed(): void {
    this.#deleted.clear()
    this.#confirmTimer ??= this.#options.scheduler.after(CONFIRM_MS, () => {
      this.#confirmTimer = null
      if (this.#tracker.status.get().state !== 'saved') return
      this.#store?.remember({ savedVector: Y.encodeStateVector(this.#doc), deleted: [] })
      void this.#store?.heal()
    })
  }

  /** Writes what waits and closes the storage. */
  async close(): Promise<void> {
    this.#keepRemote()
    this.#isClosed = true
    this.#stopListening()
    this.#confirmTimer?.()
    this.#retryTimer?.()
    this.#otherTabsTimer?.()
    this.#reopenTimer?.()
    // Storage that has not opened by then closes itself once it does.
    const { scheduler } = this.#options
    await Promise.race([this.opened, new Promise<void>((resolve) => scheduler.after(CLOSE_WAIT_MS, resolve))])
    await this.#store?.close()
  }

  async #open(): Promise<void> {
    const store = await DeviceStore.open(this.#options.name, this.#doc)
    this.#isLoading = false
    if (store === null) return
    if (this.#isClosed) {
      if (this.#isBehind) await store.addAll()
      await store.close()
      return
    }
    this.#store = store
    store.onLost = () => this.#reopen()
    if (this.#doc.getMap('records').size > 0) {
      this.#tracker.kept(this.#tracker.changed(this.#unconfirmed(store)))
      this.#tracker.askAgain()
      this.#options.onContent()
    }
    if (this.#isBehind) this.#keep(store.addAll(), this.#tracker.revision)
  }

  /** The browser has taken the storage away: what was kept is not, until it is written anew. */
  #reopen(): void {
    this.#store = null
    this.#tracker.notKept()
    this.#reopenTimer ??= this.#options.scheduler.after(REOPEN_MS, () => void this.#openAgain())
  }

  async #openAgain(): Promise<void> {
    const store = await DeviceStore.open(this.#options.name, this.#doc)
    this.#reopenTimer = null
    if (this.#isClosed) await store?.close()
    else if (store === null) this.#reopen()
    else {
      this.#store = store
      store.onLost = () => this.#reopen()
      this.#keep(store.addAll(), this.#tracker.revision)
    }
  }

  #unconfirmed({ memory: { savedVector, deleted } }: DeviceStore): string[] {
    const seen = savedVector === null ? new Map<number, number>() : Y.decodeStateVector(savedVector)
    for (const id of deleted) this.#deleted.add(id)
    return [...keysBeyond(this.#doc, seen), ...deleted.map((id) => `records:${id}`)]
  }

  readonly #onUpdate = (update: Uint8Array, origin: unknown): void => {
    if (this.isOrigin(origin)) return
    if (this.#options.isRemote(origin)) return this.#keepRemoteSoon(update)
    if (this.#store === null) this.#isBehind = true
    else {
      this.#keepRemote()
      this.#keep(this.#store.add(update, { strict: !this.#options.isOnline() }), this.#tracker.revision)
    }
  }

  /** The server has these as well: they are written a few at a time. */
  #keepRemoteSoon(update: Uint8Array): void {
    if (this.#store === null) {
      this.#isBehind = true
      return
    }
    this.#remote.push(update)
    this.#remoteTimer ??= this.#options.scheduler.after(REMOTE_WRITE_MS, () => this.#keepRemote())
  }

  #keepRemote(): void {
    this.#remoteTimer?.()
    this.#remoteTimer = null
    const updates = this.#remote.splice(0)
    if (updates.length === 0 || this.#store === null) return
    const small = updates.filter(({ length }) => length < LARGE_BYTES)
    const rows = updates.filter(({ length }) => length >= LARGE_BYTES)
    if (small.length > 0) rows.push(Y.mergeUpdates(small))
    for (const row of rows) this.#keep(this.#store.add(row, { strict: false }), 0)
  }

  #keep(written: Promise<boolean>, revision: number): void {
    void written.then((isKept) => {
      if (isKept) this.#tracker.kept(revision)
      else if (!this.#isClosed) this.#keepAllLater()
    })
  }

  #keepAllLater(): void {
    this.#retryTimer ??= this.#options.scheduler.after(RETRY_MS, () => {
      this.#retryTimer = null
      if (this.#store !== null) this.#keep(this.#store.addAll(), this.#tracker.revision)
    })
  }
}
