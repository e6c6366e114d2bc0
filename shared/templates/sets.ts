/**
 * Sets whose elements say more than a word: who signed, who reacted, who replied what. Each element is one string that
 * people can read as it stands, since it is a key of its own in the document and so cannot be changed, only added or
 * taken out.
 */

/** Somebody as a set names them. */
export interface Signer {
  readonly name: string
  readonly discipline: string
}

export interface Reply extends Signer {
  /** ISO 8601, UTC. */
  readonly at: string
  readonly text: string
}

/** How people can react, in the order in which the symbols are offered, and what each is called. */
export const REACTIONS = [
  { symbol: '👍', title: 'Yes' },
  { symbol: '💡', title: 'Aha' },
  { symbol: '❤️', title: 'Love it' },
  { symbol: '🎉', title: 'Hooray' },
  { symbol: '🤔', title: 'Not sure' },
] as const

const SIGNER = /^(?<name>.*\S) \((?<discipline>[^()]*)\)$/su
const REPLY =
  /^(?<at>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z) (?<name>.*?\S) \((?<discipline>[^()]*)\): (?<text>.*\S.*)$/su

/** `Ada (AI)`. A bracket in a discipline would be read as another one. */
export function signature({ name, discipline }: Signer): string {
  return `${name.trim()} (${discipline.trim().replace(/[()]/gu, '')})`
}

/** Who an element of a signatures field names, or null where it names nobody. */
export function parseSignature(element: string): Signer | null {
  const { name, discipline } = SIGNER.exec(element)?.groups ?? {}
  return name === undefined || discipline === undefined ? null : { name, discipline }
}

/** The element that says that a person reacted with a symbol. */
export function reaction(symbol: string, personId: string): string {
  return `${symbol} ${personId}`
}

/** What an element of a reactions field says, or null where it is none. */
export function parseReaction(element: string): { symbol: string; personId: string } | null {
  const space = element.indexOf(' ')
  const symbol = element.slice(0, space)
  const personId = element.slice(space + 1)
  return REACTIONS.some((known) => known.symbol === symbol) && personId !== '' ? { symbol, personId } : null
}

/** How many people reacted with each symbol, in the order in which symbols are offered; those that nobody used are left out. */
export function countReactions(elements: readonly string[]): { symbol: string; title: string; count: number }[] {
  const people = new Map<string, Set<string>>()
  for (const element of elements) {
    const parsed = parseReaction(element)
    if (parsed === null) continue
    const known = people.get(parsed.symbol) ?? new Set()
    people.set(parsed.symbol, known.add(parsed.personId))
  }
  return REACTIONS.flatMap(({ symbol, title }) => {
    const count = people.get(symbol)?.size ?? 0
    return count === 0 ? [] : [{ symbol, title, count }]
  })
}

/** One reply as its thread holds it; threads sort by time as plain strings do. */
export function replyElement({ at, text, ...who }: Reply): string {
  // A colon behind a bracket ends the name.
  const name = who.name.replace(/\): /gu, ') ')
  return `${at} ${signature({ ...who, name })}: ${text.trim()}`
}

/** What an element of a thread says, or null where it is no reply. */
export function parseReply(element: string): Reply | null {
  const { at, name, discipline, text } = REPLY.exec(element)?.groups ?? {}
  if (at === undefined || name === undefined || discipline === undefined || text === undefined) return null
  return { at, name, discipline, text }
}
