/**
 * Columns that are filled from the top, of which the shortest, the leftmost of equals, is always next. A zone may be
 * tens of thousands of columns wide: finding the next takes time that grows with the logarithm of their number.
 */
export class ShortestColumn {
  /** A binary heap. Columns of equal height, from the left, are one already. */
  readonly #heap: { column: number; y: number }[]
  #foot: number

  /** @param top where every column begins */
  constructor(columns: number, top: number) {
    this.#heap = Array.from({ length: columns }, (_, column) => ({ column, y: top }))
    this.#foot = top
  }

  /** The column that is next, and how far down it is filled. */
  get next(): Readonly<{ column: number; y: number }> {
    return this.#heap[0] ?? { column: 0, y: this.#foot }
  }

  /** How far down the longest is filled. */
  get foot(): number {
    return this.#foot
  }

  /** Fills the next column down to there. */
  fill(y: number): void {
    const top = this.#heap[0]
    if (top === undefined) return
    this.#foot = Math.max(this.#foot, y)
    top.y = y
    let at = 0
    for (;;) {
      const child = this.#firstOf(2 * at + 1, 2 * at + 2)
      if (this.#firstOf(at, child) === at) return
      this.#swap(at, child)
      at = child
    }
  }

  #firstOf(one: number, other: number): number {
    const [a, b] = [this.#heap[one], this.#heap[other]]
    if (a === undefined || b === undefined) return b === undefined ? one : other
    return b.y < a.y || (b.y === a.y && b.column < a.column) ? other : one
  }

  #swap(one: number, other: number): void {
    const [a, b] = [this.#heap[one], this.#heap[other]]
    if (a === undefined || b === undefined) return
    this.#heap[one] = b
    this.#heap[other] = a
  }
}
