import type { Look } from '../looks.ts'

/** What a page is asked for in its address: how many notes, and from where to look at them. */
export function asked(): { count: number; look: Look } {
  const query = new URLSearchParams(location.search)
  const number = (name: string) => Number(query.get(name) ?? 0)
  return { count: number('count'), look: { x: number('x'), y: number('y'), zoom: number('zoom') } }
}
