import type { CardFields } from '../templates/field.ts'
import type { KindDefinition } from '../templates/kind.ts'

/** A card that an import makes. */
export interface PlannedCard {
  readonly kind: KindDefinition
  /** What it says; empty fields are left out, so that its zone can set them. */
  readonly fields: CardFields
  /** Fields that name a card which is made as well, by its place among the heads. */
  readonly refs: Readonly<Record<string, number>>
}

/** What an import adds to a card of the board: fields that were empty there. */
export interface PlannedChange {
  readonly id: string
  readonly kind: KindDefinition
  readonly fields: CardFields
}

/** What of a cell no field could hold. */
export interface Remark {
  /** Counted from 1, without the header. */
  readonly row: number
  readonly column: string
  readonly text: string
  readonly reason: string
  /** Whether it stands in the lead of the row's cards; it is left out otherwise. */
  readonly isKept: boolean
}

/** All that an import makes, and says about it. */
export interface ImportPlan {
  /** Cards that head rows and columns which the board's table does not have yet. */
  readonly heads: readonly PlannedCard[]
  /** What it says of rows that the board's table has already. */
  readonly changes: readonly PlannedChange[]
  readonly cards: readonly PlannedCard[]
  /** How many more were left out because the board has a card that says all of it. */
  readonly alreadyThere: number
  readonly remarks: readonly Remark[]
  /** Names of columns that nothing is made of. */
  readonly leftColumns: readonly string[]
  /** Whether there would be more cards than one import may make; those planned are then the first of them. */
  readonly isTooMany: boolean
}

export interface ImportOptions {
  /** Whether what a field cannot hold is added to the card's lead; it is left out otherwise. */
  readonly keepMisfits: boolean
  /** Whether cards are left out that say nothing which a card of the board does not say. */
  readonly skipThere: boolean
}
