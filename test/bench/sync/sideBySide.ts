import type { Rival } from '../row.ts'
import { ours, peers, type Contender } from './contender.ts'

/**
 * Ours, and the peers where they are here.
 * @param missing why there are no peers, or null; as `installPeers` says it
 */
export function contendersHere(missing: string | null): Contender[] {
  return [ours, ...(missing === null ? peers : [])]
}

/** Measures all of them at the same time: for what does not depend on how fast it goes. */
export async function sideBySide<T>(
  missing: string | null,
  measure: (contender: Contender) => Promise<T>,
): Promise<Map<Contender, T>> {
  return new Map(
    await Promise.all(
      contendersHere(missing).map(async (contender): Promise<[Contender, T]> => [contender, await measure(contender)]),
    ),
  )
}

/** The peers' part of a line: of one that was not measured, why. */
export function rivals<T>(
  missing: string | null,
  measured: ReadonlyMap<Contender, T>,
  inWords: (what: T) => string,
  valueOf: (what: T) => number,
): Rival[] {
  return peers.map((peer) => {
    const what = measured.get(peer)
    return what === undefined
      ? { name: peer.name, figure: missing ?? '?', value: null }
      : { name: peer.name, figure: inWords(what), value: valueOf(what) }
  })
}
