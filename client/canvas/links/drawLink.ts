import { createShapeId, type Editor, type TLArrowBinding, type TLArrowShape, type TLShapeId } from '@tldraw/tldraw'
import { ARROW_PROPS } from '../../../shared/board/cards.ts'
import { isCard, type CardShape } from '../../../shared/board/schema.ts'
import { linkMeaning } from './linkMeaning.ts'

/**
 * Draws a link between two cards, in the direction in which it reads, and selects it. Where there is one already, that
 * one is selected instead.
 */
export function drawLink(editor: Editor, start: CardShape, end: CardShape): void {
  const [from, to] = linkMeaning(start.props, end.props)?.isReversed === true ? [end, start] : [start, end]
  const there = linkBetween(editor, from.id, to.id) ?? linkBetween(editor, to.id, from.id)
  if (there !== null) {
    editor.select(there)
    return
  }
  const id = createShapeId()
  editor.markHistoryStoppingPoint('draw link')
  editor.run(() => {
    editor.createShape<TLArrowShape>({
      id,
      type: 'arrow',
      parentId: editor.getCurrentPageId(),
      props: { ...ARROW_PROPS },
    })
    if (editor.getShape(id) === undefined) return
    editor.createBindings<TLArrowBinding>([bindingTo(id, from.id, 'start'), bindingTo(id, to.id, 'end')])
    editor.select(id)
  })
}

function bindingTo(arrow: TLShapeId, card: TLShapeId, terminal: 'start' | 'end') {
  return {
    type: 'arrow' as const,
    fromId: arrow,
    toId: card,
    props: { terminal, normalizedAnchor: { x: 0.5, y: 0.5 }, isExact: false, isPrecise: false, snap: 'none' as const },
  }
}

function linkBetween(editor: Editor, from: TLShapeId, to: TLShapeId): TLShapeId | null {
  for (const { fromId } of editor.getBindingsToShape<TLArrowBinding>(from, 'arrow')) {
    const ends = linkEnds(editor, fromId)
    if (ends?.from.id === from && ends.to.id === to) return fromId
  }
  return null
}

/** The two cards that an arrow joins; null where it joins anything else. */
export function linkEnds(editor: Editor, arrowId: TLShapeId): { from: CardShape; to: CardShape } | null {
  const bindings = editor.getBindingsFromShape<TLArrowBinding>(arrowId, 'arrow')
  const end = (terminal: 'start' | 'end') => {
    const binding = bindings.find(({ props }) => props.terminal === terminal)
    const shape = binding === undefined ? undefined : editor.getShape(binding.toId)
    return isCard(shape) ? shape : null
  }
  const from = end('start')
  const to = end('end')
  return from === null || to === null ? null : { from, to }
}
