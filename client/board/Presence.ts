import type { Signal } from './Signal.ts'

/** What a person's screen tells the others while they have a board open. Never stored. */
export interface PresenceState {
  /** Where the pointer is on the page, in canvas px; null when it has left. */
  readonly cursor: { readonly x: number; readonly y: number } | null
  /** The page they look at, by its record id. */
  readonly page: string | null
  /** Ids of selected shapes. */
  readonly selection: readonly string[]
  /** The part of the page they see, in canvas px. */
  readonly viewport: { readonly x: number; readonly y: number; readonly w: number; readonly h: number } | null
  /** The shape whose text they have open, by id. */
  readonly editing: string | null
}

/** Who someone is. Put in by the server, not by the person's own browser. */
export interface PresentPerson {
  readonly id: string
  readonly name: string
  readonly discipline: string
  readonly role: string
}

/** Someone else on the board. One person with two tabs is there twice, with the same `person.id`. */
export interface OtherPerson extends PresenceState {
  readonly clientId: number
  readonly person: PresentPerson
}

/** Everybody's presence on one board. */
export interface Presence {
  readonly clientId: number
  /** Everybody else, by client id. Changes at most once a frame. */
  readonly others: Signal<ReadonlyMap<number, OtherPerson>>
  /** Changes what the others are told of this screen. Sent at a pace that slows as the room grows. */
  update(change: Partial<PresenceState>): void
}
