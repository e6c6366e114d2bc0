/**
 * The parameters of a random test: a fresh seed, printed so that a failure can be repeated with FUZZ_SEED=<seed>.
 */
export function seeded(name: string): { seed: number } {
  const given = Number(process.env['FUZZ_SEED'])
  const seed = Number.isInteger(given) && process.env['FUZZ_SEED'] ? given : Date.now() % 2_147_483_647
  console.info(`${name}: FUZZ_SEED=${seed}`)
  return { seed }
}

/** Numbers from 0 up to 1 that follow from a seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d_2b_79_f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
