/**
 * What stands under a text that is longer than may be sent. The field takes it all the same: cutting off what was
 * pasted would lose words without a sign.
 */
export function lengthProblem(text: string, most: number): string | undefined {
  // Code points, as the server counts.
  const over = Array.from(text.trim()).length - most
  return over > 0 ? `Use at most ${most} characters; this is ${over} too many.` : undefined
}
