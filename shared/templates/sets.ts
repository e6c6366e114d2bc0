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

/**
 * How people can react, in the order in which it is offered. The symbols are our own marks, drawn as those of kinds are:
 * not every machine has pictures in its letters.
 */
export const REACTIONS = [
  { symbol: 'aha', title: 'Aha', mark: 'M6 11.5C6 9.8 4 9 4 6a4 4 0 0 1 8 0c0 3-2 3.8-2 5.5zM6.5 14h3' },
  { symbol: 'yes', title: 'Yes', mark: 'M3 8.5l3.5 3.5L13 4.5' },
  {
    symbol: 'love',
    title: 'Love it',
    mark: 'M8 13.5C4 10.8 2 8.6 2 6a3 3 0 0 1 6-.8A3 3 0 0 1 14 6c0 2.6-2 4.8-6 7.5z',
  },
  {
    symbol: 'hooray',
    title: 'Hooray',
    mark: 'M2.5 13.5l4-9 5 5zM9.5 3.5c.8-.6.8-1.4.3-2M12 7c.8-.6 1.6-.6 2.2 0M11.5 4.5L14 2',
  },
  { symbol: 'unsure', title: 'Not sure', mark: 'M5.5 6a2.5 2.5 0 1 1 3.6 2.2c-.7.4-1.1.9-1.1 1.8M8 12.6v.2' },
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
  if (elements.length === 0) return []
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
