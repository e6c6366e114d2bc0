import { CARD_WIDTH } from '../board/layout.ts'
import type { CardFields } from './field.ts'
import { formatField } from './fieldValue.ts'
import type { KindDefinition } from './kind.ts'
import { wrapText } from './wrapText.ts'

/**
 * What stands on a card and how high that is, in canvas units. The card on the canvas, its SVG and the height that
 * the server gives to cards made without a browser all follow these measures.
 */
export const CARD_FACE = {
  padding: 12,
  /** The row with the kind's mark and title. */
  headHeight: 20,
  headGap: 4,
  leadSize: 16,
  leadLineHeight: 24,
  /** A longer lead is cut here; the rest is read in the open card. */
  leadLines: 10,
  detailsGap: 8,
  /** A detail is its title and its text in one paragraph: "Owner: Mira". */
  detailSize: 14,
  detailLineHeight: 20,
  detailLines: 4,
  detailGap: 4,
  /** An image spans the card and is cropped to this height. */
  imageHeight: 136,
  /** A card whose lead fits one line, or that is still empty. */
  minHeight: 72,
} as const

export interface CardDetail {
  readonly field: string
  readonly title: string
  readonly text: string
}

export interface CardFace {
  /** Empty on a card that says nothing yet. */
  readonly lead: string
  /** The other filled fields, in the kind's order. */
  readonly details: readonly CardDetail[]
  /** The source of the card's first image. */
  readonly image: string | null
}

/** What a card shows: its lead and its other filled fields. A kind this version does not know shows nothing. */
export function cardFace(kind: KindDefinition | undefined, fields: CardFields): CardFace {
  let lead = ''
  let image: string | null = null
  const details: CardDetail[] = []
  for (const field of kind?.fields ?? []) {
    // Which card it names shows in where it lies, and a suggestion in how it is drawn.
    if (field.quiet === true || field.type === 'card' || field.id === kind?.suggestion) continue
    const text = formatField(field, Object.hasOwn(fields, field.id) ? fields[field.id] : null)
    if (text === '') continue
    if (field.id === kind?.lead) lead = text
    else if (field.type === 'image') image ??= text
    else details.push({ field: field.id, title: field.title, text })
  }
  return { lead, details, image }
}

/** What stands on a card in the place of an empty lead: the question that the lead would answer. */
export function leadQuestion(kind: KindDefinition | undefined): string {
  const lead = kind?.fields.find((field) => field.id === kind.lead)
  return lead?.placeholder ?? lead?.title ?? 'This version cannot show what is in it.'
}

/** The lines of a card's lead, or of the question in its place, as they fit the card. */
export function leadLines(lead: string, width: number = CARD_WIDTH): string[] {
  return wrapText(lead, width - 2 * CARD_FACE.padding, CARD_FACE.leadSize, 'medium', CARD_FACE.leadLines)
}

/** The lines of one detail as they fit the card, its title included. */
export function detailLines(detail: CardDetail, width: number = CARD_WIDTH): string[] {
  const text = `${detail.title}: ${detail.text}`
  return wrapText(text, width - 2 * CARD_FACE.padding, CARD_FACE.detailSize, 'regular', CARD_FACE.detailLines)
}
