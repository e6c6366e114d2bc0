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

/** What a link between two cards means, or null where their template gives it no meaning. */
export function linkMeaning(from: LinkedCard, to: LinkedCard): LinkMeaning | null {
  if (from.template !== to.template) return null
  const links = findTemplate(from.template)?.links ?? []
  const find = (a: string, b: string) =>
    links.find((link) => link.from === a && link.to === b) ?? links.find((link) => link.from === a && link.to === 'any')
  const forward = find(from.kind, to.kind)
  const backward = find(to.kind, from.kind)
  // A meaning made for just these two kinds says more than one that fits any.
  if (forward !== undefined && (forward.to !== 'any' || backward === undefined || backward.to === 'any')) {
    return { meaning: forward.meaning, isReversed: false, makes: forward.makes ?? null }
  }
  if (backward === undefined) return null
  return { meaning: backward.meaning, isReversed: true, makes: backward.makes ?? null }
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
