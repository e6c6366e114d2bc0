import { react, type Editor } from '@tldraw/tldraw'
import { isDay } from '../../../shared/templates/day.ts'
import { sceneOf } from '../scene.ts'
import { isFiltering, NO_FILTER, type CardFilter } from './cardFilter.ts'

/** Keeps what is looked for in this tab, so that it is there after a reload. Returns the function that ends it. */
export function keepFilter(editor: Editor): () => void {
  const { connection, filter } = sceneOf(editor)
  const place = `betwixt:filter:${connection.boardId}`
  filter.set(read(place))
  return react('kept filter', () => {
    const now = filter.get()
    try {
      if (isFiltering(now)) sessionStorage.setItem(place, JSON.stringify(now))
      else sessionStorage.removeItem(place)
    } catch {
      // Storage is refused: the filter holds for this page.
    }
  })
}

function read(place: string): CardFilter {
  try {
    return parseFilter(JSON.parse(sessionStorage.getItem(place) ?? 'null'))
  } catch {
    return NO_FILTER
  }
}

/** A filter as it was kept, as far as it is one. */
export function parseFilter(kept: unknown): CardFilter {
  if (typeof kept !== 'object' || kept === null) return NO_FILTER
  const { chosen, span }: { chosen?: unknown; span?: unknown } = kept
  const parts = typeof chosen === 'object' && chosen !== null ? Object.entries(chosen) : []
  const { from, to }: { from?: unknown; to?: unknown } = typeof span === 'object' && span !== null ? span : {}
  return {
    chosen: Object.fromEntries(
      parts.flatMap(([part, keys]) => (isTexts(keys) && keys.length > 0 ? [[part, keys]] : [])),
    ),
    span: { from: dayOrNull(from), to: dayOrNull(to) },
  }
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string')
}

function dayOrNull(value: unknown): string | null {
  return typeof value === 'string' && isDay(value) ? value : null
}
