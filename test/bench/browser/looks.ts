import { columnsOf, PITCH } from '../../support/notePlaces.ts'

/** A place from which to look: the page's point in the upper left corner of the canvas, and the zoom. */
export interface Look {
  readonly x: number
  readonly y: number
  readonly zoom: number
}

/** Looks at all of so many notes from afar. */
export function wholeLook(count: number): Look {
  return { x: -PITCH.x, y: -PITCH.y, zoom: Math.max(0.055, 1300 / (columnsOf(count) * PITCH.x)) }
}

/** Looks at some 35 of them, from the middle of the board. */
export function nearLook(count: number): Look {
  const columns = columnsOf(count)
  return { x: Math.floor(columns / 2) * PITCH.x, y: Math.floor(count / columns / 2) * PITCH.y, zoom: 0.95 }
}
