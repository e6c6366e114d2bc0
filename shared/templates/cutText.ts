/** The beginning of a text: at most so many UTF-16 code units, and never half of a character that takes two. */
export function cutText(text: string, most: number): string {
  if (text.length <= most) return text
  const last = text.charCodeAt(most - 1)
  const isSplit = last >= 0xd800 && last < 0xdc00
  return text.slice(0, Math.max(0, isSplit ? most - 1 : most))
}
