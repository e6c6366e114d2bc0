/**
 * Whether a V1 update holds structs, and so something new, or deletions alone. An update begins with the number of
 * clients that it holds structs of.
 */
export function addsContent(update: Uint8Array): boolean {
  return update[0] !== 0
}
