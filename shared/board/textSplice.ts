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
  if (isHighSurrogate(before, before.length - end - 1) || isHighSurrogate(after, after.length - end - 1)) end--
  return {
    at: start,
    removed: before.length - end - start,
    inserted: after.slice(start, after.length - end),
  }
}

function isHighSurrogate(text: string, at: number): boolean {
  const unit = text.charCodeAt(at)
  return unit >= 0xd800 && unit <= 0xdbff
}
