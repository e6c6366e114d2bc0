import type { BotCard } from '../messages.ts'
import type { Bot, BotSurroundings } from './Bot.ts'
import { Person } from './Person.ts'
import { Poster } from './Poster.ts'
import { StockClient } from './StockClient.ts'
import { tempers } from './tempers.ts'

/** A role in a soak. */
export interface Role {
  readonly temper: string
  /** In the report: one of them … */
  readonly does: string
  /** How many of thirty. */
  readonly ofThirty: number
  readonly templates: readonly string[]
  play(around: BotSurroundings): Bot
}

const ANYWHERE = ['discovery-map', 'blank']
const OF_THIRTY: Readonly<Record<string, number>> = {
  dragger: 4,
  typist: 4,
  undoer: 3,
  paster: 2,
  leaver: 3,
  offliner: 3,
  reader: 2,
}
/** Cards made by the API, and zones, are there on a map only. */
const MAP_ONLY: ReadonlySet<string> = new Set(['shuffler'])

/** Everybody who may take part. */
export const roles: readonly Role[] = [
  ...tempers.map((temper) => ({
    temper: temper.name,
    does: temper.does,
    ofThirty: OF_THIRTY[temper.name] ?? 1,
    templates: MAP_ONLY.has(temper.name) ? ['discovery-map'] : ANYWHERE,
    play: (around: BotSurroundings) => new Person(temper, around),
  })),
  {
    temper: 'poster',
    does: 'is a script that posts, changes and deletes cards over HTTP, and takes decisions',
    ofThirty: 2,
    templates: ['discovery-map'],
    play: (around) => new Poster(around),
  },
  {
    temper: 'stock client',
    does: 'is a program on the stock y-websocket client',
    ofThirty: 2,
    templates: ANYWHERE,
    play: (around) => new StockClient(around),
  },
]

/** Hands out roles: of each as many as its share, all of them while there are enough people, on the boards in turn. */
export function castOf(
  people: number,
  boards: readonly { boardId: string; template: string }[],
  wanted: readonly string[] | null = null,
): BotCard[] {
  const among = wanted === null ? roles : roles.filter(({ temper }) => wanted.includes(temper))
  const order: Role[] = []
  for (let round = 0; order.length < people; round++) {
    const left = among.filter(({ ofThirty }) => ofThirty > round || wanted !== null)
    if (left.length === 0) order.push(...among)
    else order.push(...left)
  }
  const turns = new Map<string, number>()
  return order.slice(0, people).map((role, at) => {
    const fitting = boards.filter(({ template }) => role.templates.includes(template))
    const kind = role.templates.join()
    const turn = turns.get(kind) ?? 0
    turns.set(kind, turn + 1)
    const board = fitting[turn % Math.max(1, fitting.length)]
    if (board === undefined) throw new Error(`no board for a ${role.temper}`)
    return { name: `b${String(at + 1).padStart(2, '0')}`, temper: role.temper, ...board }
  })
}
