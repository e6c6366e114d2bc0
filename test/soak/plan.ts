import { Random } from './Random.ts'

/** A part of a run. */
export type Stretch =
  /** Nothing is broken. */
  | { kind: 'calm'; seconds: number }
  /** Things are broken at random moments. */
  | { kind: 'storm'; seconds: number; mayEndProcess: boolean }
  /** These things are broken, one after the other. */
  | { kind: 'script'; faults: readonly string[] }
  /**
   * Everybody rests and everything is compared and measured; `mark` names the measure. `allOut`: then everybody leaves,
   * for long enough that boards are put away, and is measured again. `allFiles`: all images and records are asked for.
   */
  | { kind: 'rest'; mark: string | null; allOut: boolean; allFiles: boolean }

export interface Plan {
  seconds: number
  people: number
  /** The temper of everybody; null for everybody there is. */
  tempers: readonly string[] | null
  /** A board of each. */
  templates: readonly string[]
  /** Over how many processes the bots are spread. */
  processes: number
  /** 1 for people's pace, less for quicker. */
  pace: number
  stretches: readonly Stretch[]
}

const REST = { kind: 'rest', mark: null, allOut: false, allFiles: false } as const
/** What a rest takes, about. */
const REST_S = 6
const ALL_OUT_S = 32
const CALM_S = 12
/** The last kill and what is looked at after it. */
const LAST_S = 25
const ALL_OUT_EVERY_S = 150
/** From here on there is time to send everybody home twice. */
const LONG_S = 300

/**
 * A run of so many seconds: calm, then storms with a rest after each. In the first half the server's process is ended
 * again and again; in the second it lives on, so that what it loses shows; at the end it is killed once more.
 */
export function planSoak(seconds: number, people: number, seed: number): Plan {
  const random = Random.for(seed, 'plan')
  const isLong = seconds >= LONG_S
  const calmS = Math.min(60, Math.max(5, seconds * 0.07))
  const stretches: Stretch[] = [
    { kind: 'calm', seconds: calmS },
    { ...REST, mark: 'begin' },
  ]
  let passed = calmS + REST_S
  let allOutAt = 0
  /** Storms until then, a rest after each, and after the last one a rest with a mark. */
  const storms = (untilS: number, mark: string, mayEndProcess: boolean): void => {
    do {
      const left = untilS - passed
      const isLast = left < 95
      const seconds = isLast ? Math.max(5, left - CALM_S - REST_S) : random.whole(25, 55)
      const allOut = isLong && (isLast || (!mayEndProcess && passed >= allOutAt))
      if (allOut) allOutAt = passed + ALL_OUT_EVERY_S
      stretches.push({ kind: 'storm', seconds, mayEndProcess }, { kind: 'calm', seconds: CALM_S })
      stretches.push({ kind: 'rest', mark: isLast ? mark : null, allOut, allFiles: isLast })
      passed += seconds + CALM_S + REST_S + (allOut ? ALL_OUT_S : 0)
      if (isLast) return
    } while (passed < untilS)
  }
  storms(seconds * 0.42, 'middle', true)
  storms(seconds - LAST_S - (isLong ? ALL_OUT_S : 0), 'end', false)
  stretches.push(
    { kind: 'calm', seconds: 4 },
    { kind: 'script', faults: ['kill -9'] },
    { kind: 'calm', seconds: 6 },
    { kind: 'rest', mark: null, allOut: false, allFiles: true },
  )
  return {
    seconds,
    people,
    tempers: null,
    templates: ['discovery-map', 'blank', 'discovery-map'],
    processes: 3,
    pace: 1,
    stretches,
  }
}
