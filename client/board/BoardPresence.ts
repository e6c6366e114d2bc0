import type { Awareness } from 'y-protocols/awareness'
import type { OtherPerson, Presence, PresenceState, PresentPerson } from './Presence.ts'
import type { Scheduler } from './Scheduler.ts'
import { ValueSignal, type Signal } from './Signal.ts'

/** Ids of a selection that are told; a presence entry may have 4 KiB. */
const MAX_SELECTION = 64
const NOBODY: ReadonlyMap<number, OtherPerson> = new Map()
const NOTHING: PresenceState = { cursor: null, page: null, selection: [], viewport: null, editing: null }

/**
 * How long at least between two presence messages, in milliseconds. Everyone's go to everyone, so the pace has to fall as
 * the room grows: 25 a second for a few, 5 a second for a hundred.
 */
export function presenceIntervalMs(people: number): number {
  return Math.min(500, Math.max(40, 2 * people))
}

/** Presence on a y-protocols awareness: one's own state throttled, others' checked and once a frame. */
export class BoardPresence implements Presence {
  readonly clientId: number
  readonly others: Signal<ReadonlyMap<number, OtherPerson>>

  readonly #awareness: Awareness
  readonly #scheduler: Scheduler
  readonly #others = new ValueSignal(NOBODY)
  readonly #read = new WeakMap<object, OtherPerson>()
  readonly #onChange: (change: unknown, origin: unknown) => void
  #own = NOTHING
  #sentAt = Number.NEGATIVE_INFINITY
  #timer: (() => void) | null = null
  #frame: (() => void) | null = null

  constructor(awareness: Awareness, scheduler: Scheduler) {
    this.clientId = awareness.clientID
    this.others = this.#others
    this.#awareness = awareness
    this.#scheduler = scheduler
    this.#onChange = (_change, origin) => {
      if (origin === 'local') return
      this.#frame ??= scheduler.frame(() => {
        this.#frame = null
        this.#readOthers()
      })
    }
    awareness.on('change', this.#onChange)
    awareness.setLocalState({ ...this.#own })
  }

  update(change: Partial<PresenceState>): void {
    this.#own = { ...this.#own, ...change }
    if (this.#timer !== null) return
    const wait = this.#sentAt + presenceIntervalMs(this.#awareness.getStates().size) - this.#scheduler.now()
    if (wait <= 0) this.#send()
    else this.#timer = this.#scheduler.after(wait, () => this.#send())
  }

  close(): void {
    this.#timer?.()
    this.#frame?.()
    this.#awareness.off('change', this.#onChange)
  }

  #send(): void {
    this.#timer = null
    this.#sentAt = this.#scheduler.now()
    const { cursor, selection, viewport } = this.#own
    this.#awareness.setLocalState({
      ...this.#own,
      // Whole pixels: what is behind the point is bytes that nobody sees.
      cursor: cursor && { x: Math.round(cursor.x), y: Math.round(cursor.y) },
      viewport: viewport && {
        x: Math.round(viewport.x),
        y: Math.round(viewport.y),
        w: Math.round(viewport.w),
        h: Math.round(viewport.h),
      },
      selection: selection.slice(0, MAX_SELECTION),
    })
  }

  #readOthers(): void {
    const others = new Map<number, OtherPerson>()
    for (const [clientId, state] of this.#awareness.getStates()) {
      if (clientId === this.clientId) continue
      // Whoever has not moved stays the same object, so that what shows them need not look further.
      const other = this.#read.get(state) ?? readOther(clientId, state)
      if (other === null) continue
      this.#read.set(state, other)
      others.set(clientId, other)
    }
    this.#others.set(others)
  }
}

function readOther(clientId: number, state: Record<string, unknown>): OtherPerson | null {
  const person = readPerson(state['person'])
  return person && { clientId, person, ...readState(state) }
}

/** The server puts the person in; an entry without one is not from our server. */
function readPerson(value: unknown): PresentPerson | null {
  if (typeof value !== 'object' || value === null) return null
  const { id, name, discipline, role } = value as Record<string, unknown>
  if (typeof id !== 'string' || typeof name !== 'string') return null
  return {
    id,
    name,
    discipline: typeof discipline === 'string' ? discipline : '',
    role: typeof role === 'string' ? role : '',
  }
}

/** Other people's browsers may send anything: what is not understood reads as nothing. */
function readState(state: Record<string, unknown>): PresenceState {
  const { page, selection, editing } = state
  const cursor = readNumbers(state['cursor'], ['x', 'y'])
  const viewport = readNumbers(state['viewport'], ['x', 'y', 'w', 'h'])
  return {
    cursor,
    viewport,
    page: typeof page === 'string' ? page : null,
    selection: Array.isArray(selection)
      ? selection.filter((id): id is string => typeof id === 'string').slice(0, MAX_SELECTION)
      : [],
    editing: typeof editing === 'string' ? editing : null,
  }
}

function readNumbers<Key extends string>(value: unknown, keys: readonly Key[]): Record<Key, number> | null {
  if (typeof value !== 'object' || value === null) return null
  const source = value as Record<string, unknown>
  const numbers = keys.map((key) => [key, source[key]] as const)
  if (!numbers.every(([, number]) => typeof number === 'number' && Number.isFinite(number))) return null
  return Object.fromEntries(numbers) as Record<Key, number>
}
