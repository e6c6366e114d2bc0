/** Bullets, numbers and check boxes as people type them in front of list entries. */
const BULLET = /^\s*(?:[-*+•–]\s+|\d{1,3}[.)]\s+)?(?:\[[ xX]\]\s+)?/u

/** The entries of a pasted list: one a line, without their bullets; empty lines are left out. */
export function pastedLines(text: string): string[] {
  return text
    .split(/\r\n|\r|\n/u)
    .map((line) => line.replace(BULLET, '').trim())
    .filter((line) => line !== '')
}
