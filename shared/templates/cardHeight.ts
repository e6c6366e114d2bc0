import { CARD_WIDTH } from '../board/layout.ts'
import { CARD_FACE, cardFace, detailLines, leadLines, leadQuestion } from './cardFace.ts'
import type { CardFields } from './field.ts'
import type { KindDefinition } from './kind.ts'

/** How high a card has to be for what is in it: an estimate, for where nothing can be measured. A multiple of 4. */
export function estimateCardHeight(
  kind: KindDefinition | undefined,
  fields: CardFields,
  width: number = CARD_WIDTH,
): number {
  const face = cardFace(kind, fields)
  let height = 2 * CARD_FACE.padding + CARD_FACE.headHeight + CARD_FACE.headGap
  height += leadLines(face.lead === '' ? leadQuestion(kind) : face.lead, width).length * CARD_FACE.leadLineHeight
  if (face.image !== null) height += CARD_FACE.detailsGap + CARD_FACE.imageHeight
  if (face.details.length > 0) height += CARD_FACE.detailsGap - CARD_FACE.detailGap
  for (const detail of face.details) {
    height += CARD_FACE.detailGap + detailLines(detail, width).length * CARD_FACE.detailLineHeight
  }
  return Math.max(CARD_FACE.minHeight, Math.ceil(height / 4) * 4)
}
