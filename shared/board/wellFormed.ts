/**
 * A JSON value whose strings have no half of a surrogate pair standing alone. Such a half turns into U+FFFD on its way
 * through UTF-8, so that one who keeps it in memory would see another text than everybody else. The same value where
 * nothing has to be changed.
 */
export function wellFormed<T>(value: T): T {
  return mended(value) as T
}

function mended(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed()
  if (Array.isArray(value)) {
    const items = value.map(mended)
    return items.every((item, index) => item === value[index]) ? value : items
  }
  if (typeof value !== 'object' || value === null) return value
  let copy: Record<string, unknown> | null = null
  for (const [key, item] of Object.entries(value)) {
    const next = mended(item)
    if (next === item && key.isWellFormed()) continue
    copy ??= { ...value }
    delete copy[key]
    copy[key.toWellFormed()] = next
  }
  return copy ?? value
}
