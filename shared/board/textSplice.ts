import type * as Y from 'yjs'

/**
 * Turns a text into another by the one smallest splice: what stands before and after the change is left alone, so that
 * others who type there at the same time keep every character. Never parts a surrogate pair.
 */
export function spliceText(text: Y.Text, next: string): void {
  const splice = smallestSplice(text.toString(), next)
  if (splice === null) return
  if (splice.removed > 0) text.delete(splice.at, splice.removed)
  if (splice.inserted !== '') text.insert(splice.at, splice.inserted)
}

/**
 * A text that two sides changed at once, with both changes: what one side removed is gone, what either inserted is
 * there, theirs before mine where both inserted in one place.
 */
export function mergeText(base: string, mine: string, theirs: string): string {
  const own = smallestSplice(base, mine)
  if (own === null) return theirs
  const other = smallestSplice(base, theirs)
  return other === null ? mine : applySplice(theirs, moveSplice(own, other))
}

/** A text with a splice made in it. */
function applySplice(text: string, { at, removed, inserted }: Splice): string {
  return text.slice(0, at) + inserted + text.slice(at + removed)
}

/**
 * A splice of a text, as it must be made after another splice of the same text was: shifted, and without removing what
 * the other removed already. What the other inserted within the range stays, as it does in a Y.Text.
 */
export function moveSplice(splice: Splice, other: Splice): Splice {
  const otherEnd = other.at + other.removed
  const end = splice.at + splice.removed
  const shift = other.inserted.length - other.removed
  if (end <= other.at && splice.at < other.at) return splice
  if (splice.at >= otherEnd) return { ...splice, at: splice.at + shift }
  // They overlap. Keeping what the other inserted in one piece with its place means removing only one side of it.
  const before = Math.max(0, other.at - splice.at)
  const behind = Math.max(0, end - otherEnd)
  if (behind === 0) return { at: Math.min(splice.at, other.at), removed: before, inserted: splice.inserted }
  if (before === 0) return { at: other.at + other.inserted.length, removed: behind, inserted: splice.inserted }
  return { at: splice.at, removed: before + other.inserted.length + behind, inserted: other.inserted + splice.inserted }
}

export interface Splice {
  /** UTF-16 units, as Y.Text counts. */
  at: number
  removed: number
  inserted: string
}

/**
 * The smallest splice from one text to another, or null where they are equal. Where it could sit in several places
 * ("aa" → "aaa"), `caret` (the end of the selection after the change) says where it was made.
 */
export function smallestSplice(before: string, after: string, caret = after.length): Splice | null {
  if (before === after) return null
  const shorter = Math.min(before.length, after.length)
  // Nothing before the caret's own insertion may be taken for what stands behind it.
  const behindCaret = after.length - caret
  let end = 0
  while (end < Math.min(shorter, behindCaret) && before.at(-1 - end) === after.at(-1 - end)) end++
  let start = 0
  while (start < shorter - end && before[start] === after[start]) start++
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end++
  if (isHighSurrogate(before, start - 1) || isHighSurrogate(after, start - 1)) start--
  // With nothing left behind the change there is no pair that it could part.
  if (end > 0 && (isHighSurrogate(before, before.length - end - 1) || isHighSurrogate(after, after.length - end - 1))) {
    end--
  }
  return {
    at: start,
    removed: before.length - end - start,
    // Half a pair standing alone would not survive the way to the others.
    inserted: after.slice(start, after.length - end).toWellFormed(),
  }
}

function isHighSurrogate(text: string, at: number): boolean {
  const unit = text.charCodeAt(at)
  return unit >= 0xd800 && unit <= 0xdbff
}
