import { crossLinks, type KindRef } from './crossLinks.ts'
import { findKind, findTemplate } from './index.ts'

/** What matters of a card at one end of a link. */
export interface LinkedCard {
  template: string
  kind: string
}

/** What a link says between two cards. */
export interface LinkMeaning {
  /** A verb phrase: "is shown by". */
  meaning: string
  /** Whether it reads from the arrow's end to its start: the kinds decide, not the hand that drew it. */
  isReversed: boolean
  /** The kind of the card that stands between the two, linked with both, instead of an arrow alone; null for none. */
  makes: string | null
}

/**
 * What a link between two cards means, or null where nothing gives it a meaning: their template, what is set for two
 * kinds of two templates, or a kind that links with any card.
 */
export function linkMeaning(from: LinkedCard, to: LinkedCard): LinkMeaning | null {
  const forward = meaningOf(from, to)
  const backward = meaningOf(to, from)
  // A meaning made for just these two kinds says more than one that fits any.
  if (forward !== null && (!forward.fitsAny || backward === null || backward.fitsAny)) {
    return { meaning: forward.meaning, isReversed: false, makes: forward.makes }
  }
  return backward === null ? null : { meaning: backward.meaning, isReversed: true, makes: backward.makes }
}

interface OneWay extends Omit<LinkMeaning, 'isReversed'> {
  fitsAny: boolean
}

/** What is said of the first card with the second as its object. */
function meaningOf(from: LinkedCard, to: LinkedCard): OneWay | null {
  const links = (findTemplate(from.template)?.links ?? []).filter((link) => link.from === from.kind)
  const made = from.template === to.template ? links.find((link) => link.to === to.kind) : crossLink(from, to)
  if (made !== undefined) return { meaning: made.meaning, makes: made.makes ?? null, fitsAny: false }
  const any = links.find((link) => link.to === 'any')
  return any === undefined ? null : { meaning: any.meaning, makes: any.makes ?? null, fitsAny: true }
}

function crossLink(from: LinkedCard, to: LinkedCard): { meaning: string; makes?: string } | undefined {
  return crossLinks.find((link) => isKind(link.from, from) && isKind(link.to, to))
}

function isKind(kind: KindRef, card: LinkedCard): boolean {
  return kind.template === card.template && kind.kind === card.kind
}

/** The link as a sentence: "Pain point is shown by Signal". */
export function linkSentence(from: LinkedCard, to: LinkedCard): string | null {
  const found = linkMeaning(from, to)
  if (found === null) return null
  const [subject, object] = found.isReversed ? [to, from] : [from, to]
  return `${kindTitle(subject)} ${found.meaning} ${kindTitle(object).toLowerCase()}`
}

function kindTitle({ template, kind }: LinkedCard): string {
  return findKind(template, kind)?.title ?? 'Card'
}
