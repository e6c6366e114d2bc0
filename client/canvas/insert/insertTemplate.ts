import { Box, createShapeId, type Editor, type TLPageId } from '@tldraw/tldraw'
import { TEMPLATE_GAP } from '../../../shared/board/layout.ts'
import { layTemplate } from '../../../shared/board/layTemplate.ts'
import { isZone } from '../../../shared/board/schema.ts'
import type { Sources } from '../../../shared/board/sources.ts'
import type { Template } from '../../../shared/templates/template.ts'
import { makeKeys } from '../zones/zoneCards.ts'

/** Where another template goes. */
export type InsertPlace = 'beside' | 'page'

const SLIDE_MS = 180
/** From a template to the edges of the view, in screen pixels. */
const INSET_PX = 64

/**
 * Puts a template on the board with all that it starts with, as one step to undo, and brings it into view. Tells
 * whether it is there: a board may be full.
 */
export function insertTemplate(editor: Editor, template: Template, where: InsertPlace): boolean {
  editor.markHistoryStoppingPoint('add a template')
  const before = editor.getCurrentPageId()
  if (where === 'page') addPage(editor, template.title)
  const page = editor.getCurrentPageId()
  const corner = freeCorner(editor)
  const laid = layTemplate(template, template.start, { page, ...corner, below: topIndex(editor, page) }, sources)
  const shapes = [...laid.zones, ...laid.cards]
  editor.run(() => editor.createShapes(shapes))
  const isThere = shapes.every(({ id }) => editor.getShape(id) !== undefined)
  if (!isThere) {
    // tldraw made none of them and has said so; the page that was made for them goes as well.
    editor.bail()
    if (editor.getCurrentPageId() !== before && editor.getPage(before) !== undefined) editor.setCurrentPage(before)
    return false
  }
  const { x, y, w, h } = laid.bounds
  const duration = editor.user.getAnimationSpeed() === 0 ? 0 : SLIDE_MS
  editor.setCurrentTool('select')
  editor.selectNone()
  editor.zoomToBounds(new Box(x, y, w, h), { inset: INSET_PX, animation: { duration } })
  return true
}

function addPage(editor: Editor, name: string): void {
  const there = new Set(editor.getPages().map(({ id }) => id))
  editor.createPage({ name })
  const page = editor.getPages().find(({ id }) => !there.has(id))
  if (page !== undefined) editor.setCurrentPage(page)
}

/** Right of everything on the page, level with its topmost zone. */
function freeCorner(editor: Editor): { x: number; y: number } {
  const all = editor.getCurrentPageBounds()
  if (all === undefined) return { x: 0, y: 0 }
  const zones = editor.getCurrentPageShapes().filter(isZone)
  return { x: all.maxX + TEMPLATE_GAP, y: zones.length === 0 ? all.minY : Math.min(...zones.map(({ y }) => y)) }
}

function topIndex(editor: Editor, page: TLPageId): string | null {
  const last = editor.getSortedChildIdsForParent(page).at(-1)
  return last === undefined ? null : (editor.getShape(last)?.index ?? null)
}

const sources: Sources = {
  newId: () => createShapeId().slice('shape:'.length),
  indexBetween: (below, above) => makeKeys(below, above, 1)[0] ?? 'a1',
}
