import { ZONE_PADDING } from '../../../shared/board/layout.ts'
import { textWidth } from '../../../shared/templates/textWidth.ts'

/**
 * Which parts of each button are shown; what is left out is still its name for screen readers. `one`: not even marks
 * have the room that a finger needs, so that one button leads to where they do. `none`: nor has that.
 */
export type FooterShow = 'all' | 'words' | 'marks' | 'one' | 'none'

/** What the buttons at a zone's foot show, and the largest letters, in canvas units, with which all of them fit. */
export interface FooterFit {
  show: FooterShow
  most: number
}

/** In canvas units, as in Zone.module.css: between two buttons, around each, and between what is in it. */
const GAP = 8
const BORDERS = 2
const INNER_GAP = 6
/** In em, as there. */
const SIDES = 1.5
const ICON = 1.1
/** Letters smaller than this are not worth their room: close by, and from so far that they are drawn larger. */
const LEAST = 15
const LEAST_FAR = 24
/** Largest letters of the one button. */
const MOST_ALONE = 44
/** What a finger needs may be so high: it then lies over the foot's edges by less than the gap below a zone. */
const MOST_TOUCH = 144
/** From still further the one button is there, until a zone is too small to be aimed at. */
const MOST_TOUCH_ALONE = 240

/**
 * Fits one button for each kind, by their titles, into a zone's width. Words come before marks, from afar even alone.
 * None is narrower than `touch`.
 */
export function footerFit(titles: readonly string[], zoneWidth: number, isFar: boolean, touch: number): FooterFit {
  const inside = zoneWidth - 2 * ZONE_PADDING
  if (touch > Math.min(MOST_TOUCH_ALONE, inside)) return { show: 'none', most: 0 }
  const one = { show: 'one', most: MOST_ALONE } as const
  if (touch > MOST_TOUCH) return one
  const room = inside - GAP * (titles.length - 1) - BORDERS * titles.length
  const words = titles.map((title) => textWidth(title, 1, 'medium') + SIDES)
  const all = largest(
    words.map((width) => width + 2 * ICON),
    room - 2 * INNER_GAP * titles.length,
    touch,
  )
  const wordsAlone = largest(words, room, touch)
  const least = isFar ? LEAST_FAR : LEAST
  if (all >= least) return { show: 'all', most: all }
  if (wordsAlone >= least) return { show: 'words', most: wordsAlone }
  const marks = largest(
    titles.map(() => SIDES + ICON),
    room,
    touch,
  )
  return marks === 0 ? one : { show: 'marks', most: marks }
}

/** The largest letters with which buttons of so many em each fit into the room, none narrower than `least`; 0 for none. */
function largest(widths: readonly number[], room: number, least: number): number {
  const byWidth = widths.toSorted((a, b) => a - b)
  for (const [narrow, width] of byWidth.entries()) {
    const rest = byWidth.slice(narrow).reduce((sum, one) => sum + one, 0)
    const size = (room - narrow * least) / rest
    if (size * width >= least) return Math.max(0, size)
  }
  const widest = byWidth.at(-1)
  return widest === undefined || byWidth.length * least > room ? 0 : least / widest
}
