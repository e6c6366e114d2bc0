import { Box, createShapeId, type Editor, type TLShapeId } from '@tldraw/tldraw'
import { isCard, isZone, type ZoneShape } from '../../../shared/board/schema.ts'
import { templates } from '../../../shared/templates/index.ts'
import type { ZoneDefinition } from '../../../shared/templates/template.ts'

/** A zone of a template that the board uses, and that can be put on it. */
export interface AddableZone {
  template: string
  zone: string
  title: string
}

/** The zones that somebody deleted, of the templates whose other zones or cards are still there. */
export function absentZones(editor: Editor): AddableZone[] {
  return zonesOfUsedTemplates(editor, ({ repeatable }, isPresent) => repeatable !== true && !isPresent)
}

/** The zones of which a board may have as many as people like. */
export function repeatableZones(editor: Editor): AddableZone[] {
  return zonesOfUsedTemplates(editor, ({ repeatable }) => repeatable === true)
}

function zonesOfUsedTemplates(
  editor: Editor,
  isWanted: (zone: ZoneDefinition, isPresent: boolean) => boolean,
): AddableZone[] {
  const shapes = editor.getCurrentPageShapes()
  const present = new Set(
    shapes.flatMap((shape) => (isZone(shape) ? [`${shape.props.template}/${shape.props.zone}`] : [])),
  )
  const used = new Set(shapes.flatMap((shape) => (isZone(shape) || isCard(shape) ? [shape.props.template] : [])))
  return templates
    .filter(({ id }) => used.has(id))
    .flatMap(({ id, zones }) =>
      zones
        .filter((zone) => isWanted(zone, present.has(`${id}/${zone.id}`)))
        .map((zone) => ({ template: id, zone: zone.id, title: zone.title })),
    )
}

/** Puts a zone where its template has it, or beside everything where something lies there now. Returns its id. */
export function addZone(editor: Editor, { template, zone }: AddableZone): TLShapeId | null {
  const box = templates.find(({ id }) => id === template)?.zones.find(({ id }) => id === zone)?.box
  if (box === undefined) return null
  const wanted = new Box(box.x, box.y, box.w, box.h)
  const isTaken = editor
    .getCurrentPageShapes()
    .some((shape) => isZone(shape) && editor.getShapePageBounds(shape.id)?.collides(wanted) === true)
  const all = editor.getCurrentPageBounds()
  const corner = isTaken && all !== undefined ? { x: all.maxX + 96, y: all.minY } : { x: box.x, y: box.y }
  editor.markHistoryStoppingPoint('add zone')
  const id = createShapeId()
  editor.createShape<ZoneShape>({
    id,
    type: 'zone',
    parentId: editor.getCurrentPageId(),
    ...corner,
    props: { w: box.w, h: box.h, template, zone, title: '' },
  })
  editor.zoomToBounds(new Box(corner.x, corner.y, box.w, box.h), { targetZoom: editor.getZoomLevel(), inset: 96 })
  return editor.getShape(id) === undefined ? null : id
}
