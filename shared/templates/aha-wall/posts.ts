import { findDiscipline, type Discipline } from '../../disciplines.ts'
import type { BoardCard, BoardModel } from '../boardModel.ts'
import { parseFields } from '../fieldValue.ts'
import type { FieldsOf } from '../kind.ts'
import { linkedCards } from '../linkedCards.ts'
import { oncePer } from '../oncePer.ts'
import { countReactions } from '../sets.ts'
import { kinds, type failure, type insight, type PostKindId, type thanks } from './kinds.ts'
import { zones } from './zones.ts'

/** Most other posts that one names as those it is about: everything may be linked with everything. */
export const ABOUT_LIMIT = 25

/** What every post has; a failure has its lesson and thanks have whom they go to besides. */
export type PostFields = FieldsOf<typeof insight> &
  Partial<Pick<FieldsOf<typeof failure>, 'lesson'> & Pick<FieldsOf<typeof thanks>, 'to'>>

/** A post as the wall reads it. */
export interface Post {
  readonly id: string
  readonly kind: PostKindId
  /** The zone it lies in, by the id in its template; null where it lies in none. */
  readonly zone: string | null
  /** What that zone is called on this board; empty where it lies in none. */
  readonly zoneTitle: string
  /** The day it counts for, yyyy-mm-dd: when it was posted, else when it happened; null where neither is said. */
  readonly day: string | null
  readonly fields: PostFields
  /** The discipline it comes from, which its field names in whatever case; null where it names none. */
  readonly discipline: Discipline | null
  /** How many reactions it got; a person counts once a symbol. */
  readonly reactionCount: number
  readonly replyCount: number
  /** The cards it is linked with, by id, at most ABOUT_LIMIT. */
  readonly about: readonly string[]
}

const kindById = new Map<string, (typeof kinds)[number]>(kinds.map((kind) => [kind.id, kind]))

/** All posts of a board, newest first; those without a day come last. On one day they keep the board's order. */
export function readPosts(board: BoardModel): Post[] {
  const titleOfZone = zoneTitles(board)
  const linked = linkedCards(board)
  const posts = board.cards.flatMap((card): Post[] => {
    const kind = kindById.get(card.kind)
    if (kind === undefined) return []
    return [readPost(card, kind, titleOfZone(card), linked(card.id))]
  })
  return newestFirst(posts)
}

const readPost = oncePer(
  (card: BoardCard, kind: (typeof kinds)[number], zoneTitle: string, linked: readonly string[]): Post => {
    const fields: PostFields = parseFields(kind, card.fields)
    return {
      id: card.id,
      kind: kind.id,
      zone: card.zone,
      zoneTitle,
      day: fields.postedOn ?? fields.happenedOn,
      fields,
      discipline: fields.discipline === null ? null : findDiscipline(fields.discipline),
      reactionCount: countReactions(fields.reactions).reduce((sum, { count }) => sum + count, 0),
      replyCount: fields.replies.length,
      about: linked.slice(0, ABOUT_LIMIT),
    }
  },
)

/** Days sort as plain strings, and there are far fewer of them than posts. A post without one is older than any. */
function newestFirst(posts: readonly Post[]): Post[] {
  const byDay = new Map<string, Post[]>()
  for (const post of posts) {
    const day = post.day ?? ''
    const known = byDay.get(day)
    if (known) known.push(post)
    else byDay.set(day, [post])
  }
  return [...byDay].sort(([a], [b]) => (a < b ? 1 : -1)).flatMap(([, onDay]) => onDay)
}

function zoneTitles(board: BoardModel): (card: BoardCard) => string {
  const own = new Map<string, string>(zones.map(({ id, title }) => [id, title]))
  const given = new Map(board.zones.map(({ id, title }) => [id, title.trim()]))
  return ({ zone, zoneShapeId }) => {
    if (zone === null || zoneShapeId === null) return ''
    return given.get(zoneShapeId) || (own.get(zone) ?? '')
  }
}
