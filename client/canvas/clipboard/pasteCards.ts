import type { Editor, TLShape } from '@tldraw/tldraw'
import { ZONE_GAP } from '../../../shared/board/layout.ts'
import { isCard, isZone, type ZoneShape } from '../../../shared/board/schema.ts'
import { textLimit } from '../../../shared/templates/fieldInput.ts'
import { findKind } from '../../../shared/templates/index.ts'
import type { KindDefinition } from '../../../shared/templates/kind.ts'
import { createCardsInZone, createCardsOnPage, type CardPlan } from '../zones/addCard.ts'
import { zoneText } from '../zones/zoneText.ts'
import { zoneOf } from '../zones/zoneCards.ts'
import { pastedLines } from './pastedLines.ts'

/**
 * Makes a card of each line of a pasted text, of the kind of the selected card or of the first that the selected zone
 * takes. Returns false, having done nothing, where neither is selected or the text is a single line meant for a card.
 */
export function pasteCards(editor: Editor, text: string): boolean {
  const selected = editor.getOnlySelectedShape()
  const target = selected === null ? null : pasteTarget(editor, selected)
  const lines = pastedLines(text)
  if (target === null || lines.length < target.leastLines) return false
  const { template, kind, zone, point } = target
  const limit = textLimit(
    kind.fields.find((field) => field.id === kind.lead) ?? { id: '', type: 'long-text', title: '' },
  )
  const plans: CardPlan[] = lines.map((line) => ({
    template,
    kind,
    fields: { [kind.lead]: line.slice(0, limit ?? undefined) },
  }))
  editor.markHistoryStoppingPoint('paste cards')
  editor.run(() => {
    const ids = zone === null ? createCardsOnPage(editor, point, plans) : createCardsInZone(editor, zone, plans)
    if (ids.length > 0) editor.select(...ids)
  })
  return true
}

interface PasteTarget {
  template: string
  kind: KindDefinition
  /** Null for the page. */
  zone: ZoneShape | null
  /** Where on the page. */
  point: { x: number; y: number }
  /** A single line pasted onto a zone is a card; onto a card it is plain text, as anywhere. */
  leastLines: number
}

function pasteTarget(editor: Editor, shape: TLShape): PasteTarget | null {
  const bounds = editor.getShapePageBounds(shape.id)
  const point = { x: bounds?.x ?? 0, y: (bounds?.maxY ?? 0) + ZONE_GAP }
  if (isZone(shape)) {
    const kind = zoneText(shape).kinds[0]
    return kind === undefined ? null : { template: shape.props.template, kind, zone: shape, point, leastLines: 1 }
  }
  if (!isCard(shape)) return null
  const kind = findKind(shape.props.template, shape.props.kind)
  if (kind === undefined) return null
  return { template: shape.props.template, kind, zone: zoneOf(editor, shape), point, leastLines: 2 }
}
