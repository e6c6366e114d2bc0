import type { TLRecord } from '@tldraw/tlschema'

/**
 * Whether a shape has a page above it, and is not its own ancestor, on which tldraw would hang. Whatever is no shape has
 * no need of one.
 */
export function isRooted(id: string, get: (id: string) => TLRecord | undefined): boolean {
  let at = get(id)
  if (at?.typeName !== 'shape') return true
  const passed = new Set<string>()
  while (at?.typeName === 'shape' && !passed.has(at.id)) {
    passed.add(at.id)
    at = get(at.parentId)
  }
  return at?.typeName === 'page'
}
