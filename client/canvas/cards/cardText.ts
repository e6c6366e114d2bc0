import type { CardShape } from '../../../shared/board/schema.ts'
import {
  cardFace,
  detailLines,
  leadLines,
  leadQuestion,
  type CardDetail,
  type CardFace,
} from '../../../shared/templates/cardFace.ts'
import { cardSide, isSuggested } from '../../../shared/templates/cardSide.ts'
import { findKind } from '../../../shared/templates/index.ts'
import type { KindDefinition, Side } from '../../../shared/templates/kind.ts'

/** One detail of a card, broken into the lines that fit. */
export interface DetailText {
  field: string
  /** The field's title with its colon, which is set more quietly. Empty where it did not fit the first line. */
  label: string
  /** The rest, line by line. */
  lines: readonly string[]
}

/** What a card shows, broken into lines: the same on the canvas, in an export and in the estimate of its height. */
export interface CardText {
  kind: KindDefinition | undefined
  /** The kind's title. */
  heading: string
  lead: readonly string[]
  /** What stands in the place of an empty lead. */
  question: readonly string[]
  details: readonly DetailText[]
  image: CardFace['image']
  side: Side | 'none'
  isSuggested: boolean
}

/** The text of a card as it fits its width. */
export function cardText({ template, kind: kindId, fields, w }: CardShape['props']): CardText {
  const kind = findKind(template, kindId)
  const face = cardFace(kind, fields)
  return {
    kind,
    heading: kind?.title ?? 'Card of an unknown kind',
    lead: face.lead === '' ? [] : leadLines(face.lead, w),
    question: face.lead === '' ? leadLines(leadQuestion(kind), w) : [],
    details: face.details.map((detail) => detailText(detail, w)),
    image: face.image,
    side: kind === undefined ? 'none' : cardSide(kind, fields),
    isSuggested: kind !== undefined && isSuggested(kind, fields),
  }
}

function detailText(detail: CardDetail, width: number): DetailText {
  const [first = '', ...rest] = detailLines(detail, width)
  const label = `${detail.title}:`
  // A title so long that it was broken itself is shown like the rest.
  if (!first.startsWith(label)) return { field: detail.field, label: '', lines: [first, ...rest] }
  return { field: detail.field, label, lines: [first.slice(label.length), ...rest] }
}
