const FIRST_MS = 300
const LONGEST_MS = 20_000

/**
 * How long to wait before trying again, in milliseconds: doubling with each failure in a row, and spread at random over
 * half of that, so that a room full of people does not come back in one instant.
 *
 * @param failures how many attempts have failed since the last success, at least 1
 * @param random a number from 0 up to 1
 */
export function backoffMs(failures: number, random: number): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** (failures - 1))
  return full / 2 + (full / 2) * random
}
