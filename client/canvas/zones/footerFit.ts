import { ZONE_PADDING } from '../../../shared/board/layout.ts'
import { textWidth } from '../../../shared/templates/textWidth.ts'

/** Which parts of each button are shown; what is left out is still its name for screen readers. */
export type FooterShow = 'all' | 'words' | 'marks'

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

/** Fits one button for each kind, by their titles, into a zone's width. Words come before marks, from afar even alone. */
export function footerFit(titles: readonly string[], zoneWidth: number, isFar: boolean): FooterFit {
  const room = zoneWidth - 2 * ZONE_PADDING - GAP * (titles.length - 1) - BORDERS * titles.length
  const words = titles.reduce((sum, title) => sum + textWidth(title, 1, 'medium'), 0)
  const sides = SIDES * titles.length
  const all = (room - 2 * INNER_GAP * titles.length) / (words + sides + 2 * ICON * titles.length)
  const wordsAlone = room / (words + sides)
  const least = isFar ? LEAST_FAR : LEAST
  if (all >= least) return { show: 'all', most: all }
  if (wordsAlone >= least) return { show: 'words', most: wordsAlone }
  return { show: 'marks', most: room / (sides + ICON * titles.length) }
}
