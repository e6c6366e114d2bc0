import type { LineMood } from './BotLine.ts'
import type { FactKey, FactValue } from './facts.ts'

/** Who is to play, where and on what sort of board. */
export interface BotCard {
  name: string
  temper: string
  boardId: string
  template: string
}

/** What bots are told. */
export type ToBots =
  | { do: 'play'; bots: readonly BotCard[]; seed: number; port: number; pace: number }
  /** Everybody comes to the board, finishes what is begun and waits until it is saved; `rested` is answered. */
  | { do: 'rest' }
  /** Everybody leaves the board as well. */
  | { do: 'leave' }
  | { do: 'go on' }
  | { do: 'line'; bots: readonly string[]; mood: LineMood | { kind: 'cut' } }
  | { do: 'clock'; shiftMs: number }
  /** From now on nothing new can be saved, or it can again; `heard` is answered. */
  | { do: 'disk'; isFull: boolean }
  /** Nothing is broken on purpose: times count. */
  | { do: 'calm'; isCalm: boolean }
  | { do: 'compare' }
  | { do: 'end' }

/** What a bot counted since it began. */
export interface BotCounts {
  edits: number
  undos: number
  posts: number
  images: number
  deletions: number
  comings: number
  secondsAway: number
  messagesIn: number
  messagesOut: number
}

/** How a board looks on one screen. */
export interface ScreenReport {
  bot: string
  boardId: string
  /** SHA-256 of the canonical board as the screen's store and as the document read; null where there is no such thing. */
  store: string | null
  document: string
  invalid: number
  /** What the screen says of its own changes; null for clients that say nothing. */
  status: string | null
  facts: readonly (readonly [FactKey, FactValue])[]
}

/** What bots tell. */
export type FromBots =
  | { tell: 'playing' }
  | { tell: 'noted'; bot: string; changes: readonly (readonly [FactKey, FactValue])[] }
  | { tell: 'saved'; bot: string }
  /** Left with everything kept on the device. */
  | { tell: 'kept'; bot: string }
  /** Back with what the device was promised to have kept, or with what the server has. */
  | { tell: 'back'; bot: string; found: readonly (readonly [FactKey, FactValue])[]; from: 'device' | 'server' }
  | { tell: 'image'; bot: string; boardId: string; sha256: string; bytes: number }
  | { tell: 'record'; bot: string; recordId: string; sha256: string }
  | { tell: 'link'; bot: string; isOnline: boolean; wantsOnline: boolean }
  | { tell: 'savedAfter'; ms: number; isSlowLine: boolean }
  /** Something that must not be. */
  | { tell: 'wrong'; bot: string; what: string }
  | { tell: 'rested'; restless: readonly string[] }
  | { tell: 'heard' }
  | { tell: 'counts'; counts: Record<string, BotCounts> }
  | { tell: 'screens'; screens: readonly ScreenReport[] }

export const NO_COUNTS: BotCounts = {
  edits: 0,
  undos: 0,
  posts: 0,
  images: 0,
  deletions: 0,
  comings: 0,
  secondsAway: 0,
  messagesIn: 0,
  messagesOut: 0,
}
