/** Where ids and order keys come from; both are random, so they are handed in. */
export interface Sources {
  /** A new id, unique in the workspace. */
  newId: () => string
  /** An order key between two; null is an open end. */
  indexBetween: (below: string | null, above: string | null) => string
}
