import type { Editor, TLShapeId } from '@tldraw/tldraw'
import { isCard, type CardShape, type FieldValue } from '../../../shared/board/schema.ts'
import { estimateCardHeight } from '../../../shared/templates/cardHeight.ts'
import { findKind } from '../../../shared/templates/index.ts'

/**
 * Sets a field of a card that holds one value, and its height with it. Texts are not set here: they are typed, together
 * with others. Fitting it at once, and not when the card is drawn anew, holds for what is taken as the card closes too.
 */
export function setField(editor: Editor, id: TLShapeId, field: string, value: FieldValue): void {
  const card = editor.getShape(id)
  if (!isCard(card)) return
  editor.markHistoryStoppingPoint('change field')
  editor.updateShape<CardShape>({
    id: card.id,
    type: 'card',
    props: { fields: { ...card.props.fields, [field]: value } },
  })
  fitHeight(editor, card.id)
}

/** Makes a card as high as what is in it. Called by whoever edits it and by nobody else. */
export function fitHeight(editor: Editor, id: TLShapeId): void {
  const card = editor.getShape(id)
  if (!isCard(card)) return
  const { template, kind, fields, w, h } = card.props
  const height = estimateCardHeight(findKind(template, kind), fields, w)
  if (height === h) return
  // Part of the same step as the words that made it necessary, so that undo takes back both. After an undo it must leave
  // no step: a new one would take away what can be redone.
  editor.run(() => editor.updateShape<CardShape>({ id: card.id, type: 'card', props: { h: height } }), {
    history: editor.getCanRedo() ? 'ignore' : 'record',
  })
}
