import type { CardFields } from './field.ts'

/** A card as it lies on the board, with its fields unparsed. */
export interface BoardCard {
  readonly id: string
  readonly template: string
  readonly kind: string
  readonly fields: CardFields
  /** The zone it lies in, by the zone's id in its template; null on the page or in anything else. */
  readonly zone: string | null
  /** The shape id of that zone: a template can be on a board twice. */
  readonly zoneShapeId: string | null
  /** The order key among its siblings, compared as plain strings. */
  readonly index: string
  readonly page: string
}

/** One end of a link: a shape, and the card it is, or null where it is a plain note or drawing. */
export interface LinkEnd {
  readonly id: string
  readonly card: string | null
}

/** An arrow bound at both ends. */
export interface BoardLink {
  readonly id: string
  readonly from: LinkEnd
  readonly to: LinkEnd
}

/** A zone as it lies on the board. */
export interface BoardZone {
  readonly id: string
  readonly template: string
  readonly zone: string
  /** The title people gave it; empty for the template's own. */
  readonly title: string
}

/** A board as templates see it: a pure projection of its shapes. Nothing may be taken for granted about it. */
export interface BoardModel {
  readonly cards: readonly BoardCard[]
  readonly links: readonly BoardLink[]
  readonly zones: readonly BoardZone[]
}
