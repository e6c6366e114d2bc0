/**
 * The parameters of a random test: a fresh seed, printed so that a failure can be repeated with FUZZ_SEED=<seed>.
 */
export function seeded(name: string): { seed: number } {
  const given = Number(process.env['FUZZ_SEED'])
  const seed = Number.isInteger(given) && process.env['FUZZ_SEED'] ? given : Date.now() % 2_147_483_647
  console.info(`${name}: FUZZ_SEED=${seed}`)
  return { seed }
}
