/** What lies on every board that the browser rows look at: the same texts in the same places, whoever draws them. */
export interface NotePlace {
  readonly text: string
  readonly x: number
  readonly y: number
}

const TEXTS = [
  'Support answers the same question forty times a day',
  'Nobody sees that an invoice failed until the month is over',
  'New people need three weeks before they can quote a price',
  'Churn is noticed when the contract is already cancelled',
  'The forecast is typed anew into three different sheets',
]

/** From one note to the next, in canvas px: room for the largest of the shapes that are compared. */
export const PITCH = { x: 264, y: 216 }

/** So many notes in a grid that is as wide as a screen is. */
export function notePlaces(count: number): NotePlace[] {
  const columns = columnsOf(count)
  return Array.from({ length: count }, (_, at) => ({
    text: `${TEXTS[at % TEXTS.length] ?? ''} (${at + 1})`,
    x: (at % columns) * PITCH.x,
    y: Math.floor(at / columns) * PITCH.y,
  }))
}

/** How many notes stand in one row. */
export function columnsOf(count: number): number {
  return Math.ceil(Math.sqrt(count * 1.6))
}
