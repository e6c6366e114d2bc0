/**
 * The highest value over stretches of a line, where raising a stretch and asking for one take time that grows with the
 * logarithm of the number of places at which a stretch may begin or end.
 */
export class RangeMax {
  readonly #places: Map<number, number>
  readonly #size: number
  /** Of each node of a binary tree over the places: what all of it was raised to, and the highest of any part of it. */
  readonly #whole: Float64Array
  readonly #highest: Float64Array

  /** @param places where a stretch may begin or end, in any order */
  constructor(places: Iterable<number>) {
    const sorted = [...new Set(places)].sort((a, b) => a - b)
    this.#places = new Map(sorted.map((place, n) => [place, n]))
    this.#size = 2 ** Math.ceil(Math.log2(Math.max(sorted.length, 1)))
    this.#whole = new Float64Array(2 * this.#size)
    this.#highest = new Float64Array(2 * this.#size)
  }

  /** Lifts all between two of the places to a value, where it is lower. */
  raise(begin: number, end: number, value: number): void {
    this.#raise(1, 0, this.#size, this.#at(begin), this.#at(end), value)
  }

  /** The highest value between two of the places; 0 where nothing was raised. */
  highest(begin: number, end: number): number {
    return this.#ask(1, 0, this.#size, this.#at(begin), this.#at(end))
  }

  #at(place: number): number {
    return this.#places.get(place) ?? 0
  }

  #raise(node: number, low: number, high: number, begin: number, end: number, value: number): void {
    if (end <= low || high <= begin) return
    this.#highest[node] = Math.max(this.#highest[node] ?? 0, value)
    if (begin <= low && high <= end) {
      this.#whole[node] = Math.max(this.#whole[node] ?? 0, value)
      return
    }
    const middle = (low + high) / 2
    this.#raise(2 * node, low, middle, begin, end, value)
    this.#raise(2 * node + 1, middle, high, begin, end, value)
  }

  #ask(node: number, low: number, high: number, begin: number, end: number): number {
    if (end <= low || high <= begin) return 0
    if (begin <= low && high <= end) return this.#highest[node] ?? 0
    const middle = (low + high) / 2
    return Math.max(
      this.#whole[node] ?? 0,
      this.#ask(2 * node, low, middle, begin, end),
      this.#ask(2 * node + 1, middle, high, begin, end),
    )
  }
}
