/** Random numbers that come out the same for the same seed (mulberry32). */
export class Random {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  /** Numbers of their own for one part of a run, so that what the others draw does not shift them. */
  static for(seed: number, part: string): Random {
    let hash = seed >>> 0
    for (const character of part) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01_00_01_93) >>> 0
    return new Random(hash)
  }

  /** From 0 up to 1. */
  next(): number {
    this.#state = (this.#state + 0x6d_2b_79_f5) >>> 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }

  /** A whole number from `least` to `most`, both possible. */
  whole(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1))
  }

  /** Whether something with this chance (0 to 1) happens. */
  chance(chance: number): boolean {
    return this.next() < chance
  }

  /** One of these; undefined of none. */
  pick<T>(from: readonly T[]): T | undefined {
    return from[Math.floor(this.next() * from.length)]
  }

  /** Some of these, at most `count`, in the order they come. */
  some<T>(from: readonly T[], count: number): T[] {
    const left = [...from]
    const chosen: T[] = []
    while (chosen.length < count && left.length > 0) chosen.push(...left.splice(this.whole(0, left.length - 1), 1))
    return chosen
  }

  bytes(count: number): Uint8Array {
    return Uint8Array.from({ length: count }, () => this.whole(0, 255))
  }
}
