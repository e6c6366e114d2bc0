import type { TLArrowBinding, TLArrowShape, TLShape } from '@tldraw/tldraw'
import { isCard, isZone } from '../../../shared/board/schema.ts'
import type { PageBox } from './PageBounds.ts'

/** What must be known of the shapes around one. */
export interface Around {
  get(id: string): TLShape | undefined
  /** The bindings of a link's ends. */
  bindingsOf(link: TLArrowShape): readonly TLArrowBinding[]
}

/** How far a link may reach beyond what it binds: its stroke, its head and a label that is still empty. */
const LINK_SLACK = 48

/**
 * The part of the page in which a card, a zone or a straight link without a label lies, by arithmetic on its record: a
 * card or zone exactly, a link with what it binds. Null for any other shape, and where something is turned: those have to
 * be asked for their geometry, which takes a hundred times as long.
 */
export function plainBox(shape: TLShape, around: Around): PageBox | null {
  const offset = originOf(shape, around)
  if (offset === null) return null
  if (shape.type === 'arrow') return linkBox(shape as TLArrowShape, offset, around)
  if (!isCard(shape) && !isZone(shape)) return null
  const [minX, minY] = [offset.x + shape.x, offset.y + shape.y]
  return { minX, minY, maxX: minX + shape.props.w, maxY: minY + shape.props.h }
}

/** Where the place of a shape is counted from; null where it or a shape it lies in is turned, or that is no zone. */
function originOf(shape: TLShape, around: Around): { x: number; y: number } | null {
  let [x, y] = [0, 0]
  for (let below = shape; below.rotation === 0;) {
    if (below.parentId.startsWith('page:')) return { x, y }
    const parent = around.get(below.parentId)
    if (!isZone(parent)) return null
    x += parent.x
    y += parent.y
    below = parent
  }
  return null
}

function linkBox(link: TLArrowShape, offset: { x: number; y: number }, around: Around): PageBox | null {
  const { kind, bend, text, start, end } = link.props
  if (kind !== 'arc' || bend !== 0 || text.trim() !== '') return null
  const parts: PageBox[] = []
  const bindings = around.bindingsOf(link)
  for (const [terminal, free] of [
    ['start', start],
    ['end', end],
  ] as const) {
    const binding = bindings.find(({ props }) => props.terminal === terminal)
    if (binding === undefined) {
      parts.push(pointBox(offset.x + link.x + free.x, offset.y + link.y + free.y))
      continue
    }
    const bound = around.get(binding.toId)
    const box = bound === undefined || bound.type === 'arrow' ? null : plainBox(bound, around)
    if (box === null) return null
    const { x, y } = binding.props.normalizedAnchor
    parts.push(box, pointBox(box.minX + x * (box.maxX - box.minX), box.minY + y * (box.maxY - box.minY)))
  }
  return {
    minX: Math.min(...parts.map(({ minX }) => minX)) - LINK_SLACK,
    minY: Math.min(...parts.map(({ minY }) => minY)) - LINK_SLACK,
    maxX: Math.max(...parts.map(({ maxX }) => maxX)) + LINK_SLACK,
    maxY: Math.max(...parts.map(({ maxY }) => maxY)) + LINK_SLACK,
  }
}

function pointBox(x: number, y: number): PageBox {
  return { minX: x, minY: y, maxX: x, maxY: y }
}
