import { addStateTimes } from './addStateTimes.ts'

/** A step from one form of the data folder to the next. */
export interface Migration {
  /** The form that it makes. */
  to: number
  /** What it does, for the log. */
  what: string
  /**
   * Does it in place. It may be killed at any moment and is then run again on what it left, so it must not mind what is
   * done already. Nobody else has the folder.
   */
  run(dataDir: string): Promise<void>
}

/** Every step there is, in order. A step never changes once it was released: it knows the forms of its own time. */
export const migrations: readonly Migration[] = [
  { to: 2, what: 'each board tells when it changed last without being read', run: addStateTimes },
  // Nothing has to be done to older entries; a version that knows nothing of these would write them without.
  { to: 3, what: 'sessions tell who signed on, and links what they were made with', run: () => Promise.resolve() },
]
