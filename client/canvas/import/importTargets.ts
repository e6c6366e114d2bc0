import type { Editor } from '@tldraw/tldraw'
import { byOrder } from '../../../shared/board/layout.ts'
import { isCard, isZone, type ZoneShape } from '../../../shared/board/schema.ts'
import type { ImportTarget } from '../../../shared/import/mapping.ts'
import type { CardFields } from '../../../shared/templates/field.ts'
import { templates } from '../../../shared/templates/index.ts'
import type { Template } from '../../../shared/templates/template.ts'
import { zonesFor } from '../../../shared/templates/zonesFor.ts'

/** The templates that cards can be imported into: those on the page, or all of them on a page that has none. */
export function importTargets(editor: Editor): ImportTarget[] {
  const shapes = editor.getCurrentPageShapes()
  const used = new Set(shapes.flatMap((shape) => (isZone(shape) || isCard(shape) ? [shape.props.template] : [])))
  const withKinds = templates.filter(({ kinds }) => kinds.length > 0)
  const onPage = withKinds.filter(({ id }) => used.has(id))
  return (onPage.length > 0 ? onPage : withKinds).map((template) => ({ template, there: cardsThere(editor, template) }))
}

/** The zones on the page, in their order. */
export function zonesOnPage(editor: Editor): ZoneShape[] {
  return editor.getCurrentPageShapesSorted().filter((shape) => isZone(shape))
}

/** The one of some zones that a card is imported into: the one that fits best what it says. Null for none. */
export function zoneForImport(
  onPage: readonly ZoneShape[],
  { id, zones }: Template,
  kind: string,
  fields: CardFields,
): ZoneShape | null {
  for (const wanted of zonesFor(zones, kind, fields)) {
    const zone = onPage.find(({ props }) => props.template === id && props.zone === wanted.id)
    if (zone !== undefined) return zone
  }
  return null
}

/** What heads the rows and columns of a second table of the template, or lies beside the table, is none of its heads. */
function cardsThere(editor: Editor, template: Template): ImportTarget['there'] {
  const headKinds = template.zones.flatMap(({ layout }) =>
    layout.type === 'table' ? [layout.rows.kind, layout.columns.kind] : [],
  )
  const onPage = zonesOnPage(editor)
  const zoneOfHeads = new Map(headKinds.map((kind) => [kind, zoneForImport(onPage, template, kind, {})?.id]))
  return editor
    .getCurrentPageShapes()
    .filter((shape) => isCard(shape))
    .filter(({ props, parentId }) => {
      if (props.template !== template.id) return false
      return !zoneOfHeads.has(props.kind) || zoneOfHeads.get(props.kind) === parentId
    })
    .toSorted(byOrder)
    .map(({ id, props }) => ({ id, kind: props.kind, fields: props.fields }))
}
