import { ALL_DAYS, isWithinSpan, type Span } from '../span.ts'
import { isoWeek, type IsoWeek } from './isoWeek.ts'
import { kinds, type PostKindId } from './kinds.ts'
import type { Post } from './posts.ts'

export const WHOLE_WALL: Span = ALL_DAYS

/** How many posts, and which: their ids, newest first. */
interface Count {
  readonly count: number
  readonly cards: readonly string[]
}

export interface KindCount extends Count {
  readonly kind: PostKindId
}

export interface DisciplineCount extends Count {
  /** The name in lower case, by which disciplines are compared; null for the posts that name none. */
  readonly discipline: string | null
  readonly title: string
}

export interface Week extends IsoWeek, Count {
  readonly kinds: readonly KindCount[]
  readonly disciplines: readonly DisciplineCount[]
}

export interface Thanked extends Count {
  readonly to: string
}

export interface TagCount extends Count {
  readonly tag: string
}

/** What a team learned in some span of days. */
export interface Digest {
  readonly span: Span
  /** Newest first, those without a day last. */
  readonly posts: readonly Post[]
  /** The weeks that have posts, newest first. */
  readonly weeks: readonly Week[]
  /** The posts that say no day, by id: they are in no week. */
  readonly undated: readonly string[]
  /** Kinds that have posts, in the template's order. */
  readonly kinds: readonly KindCount[]
  /** The disciplines that posted, most posts first; the posts that name none come last. */
  readonly disciplines: readonly DisciplineCount[]
  /** Who was thanked, most often first. */
  readonly thanked: readonly Thanked[]
  /** Tags that stand on two posts or more, most posts first: what repeats. */
  readonly tags: readonly TagCount[]
}

/**
 * What posts say of a span of days: by week, by kind and discipline, who was thanked and what repeats. `posts` are in
 * the order of `readPosts`. A post without a day belongs to the whole wall and to no narrower span.
 */
export function digest(posts: readonly Post[], span: Span): Digest {
  const within = posts.filter(({ day }) => isWithinSpan(day, span))
  return {
    span,
    posts: within,
    weeks: weeksOf(within),
    undated: within.filter(({ day }) => day === null).map(({ id }) => id),
    kinds: countKinds(within),
    disciplines: countDisciplines(within),
    thanked: groupPosts(within, ({ kind, fields }) => (kind === 'thanks' && fields.to ? [fields.to] : [])).map(
      ({ title, cards }) => ({ to: title, count: cards.length, cards }),
    ),
    tags: groupPosts(within, ({ fields }) => fields.tags)
      .filter(({ cards }) => cards.length > 1)
      .map(({ title, cards }) => ({ tag: title, count: cards.length, cards })),
  }
}

function weeksOf(posts: readonly Post[]): Week[] {
  const weekOf = new Map<string, IsoWeek>()
  const weeks = new Map<string, { week: IsoWeek; posts: Post[] }>()
  for (const post of posts) {
    if (post.day === null) continue
    const week = weekOf.get(post.day) ?? isoWeek(post.day)
    weekOf.set(post.day, week)
    const known = weeks.get(week.week)
    if (known) known.posts.push(post)
    else weeks.set(week.week, { week, posts: [post] })
  }
  // Posts come newest first, and so do the weeks that they open.
  return [...weeks.values()].map(({ week, posts: inWeek }) => ({
    ...week,
    count: inWeek.length,
    cards: inWeek.map(({ id }) => id),
    kinds: countKinds(inWeek),
    disciplines: countDisciplines(inWeek),
  }))
}

function countKinds(posts: readonly Post[]): KindCount[] {
  const idsOf = new Map<PostKindId, string[]>(kinds.map(({ id }) => [id, []]))
  for (const { kind, id } of posts) idsOf.get(kind)?.push(id)
  return [...idsOf].flatMap(([kind, cards]) => (cards.length === 0 ? [] : [{ kind, count: cards.length, cards }]))
}

function countDisciplines(posts: readonly Post[]): DisciplineCount[] {
  const named = groupPosts(posts, ({ discipline }) => (discipline === null ? [] : [discipline.title]))
  const unnamed = posts.filter(({ discipline }) => discipline === null).map(({ id }) => id)
  return [
    ...named.map(({ key, title, cards }) => ({
      discipline: key,
      title,
      count: cards.length,
      cards,
    })),
    ...(unnamed.length === 0 ? [] : [{ discipline: null, title: 'Not said', count: unnamed.length, cards: unnamed }]),
  ]
}

interface Group {
  readonly key: string
  /** As the newest post writes it. */
  readonly title: string
  readonly cards: string[]
}

/** Groups posts by words, without regard to case: most posts first, then by the words. */
function groupPosts(posts: readonly Post[], wordsOf: (post: Post) => readonly string[]): Group[] {
  const groups = new Map<string, Group>()
  for (const post of posts) {
    for (const title of wordsOf(post)) {
      const key = title.toLowerCase()
      const known = groups.get(key)
      if (known === undefined) groups.set(key, { key, title, cards: [post.id] })
      // One post may write a word twice, "AI" and "ai", and counts once.
      else if (known.cards.at(-1) !== post.id) known.cards.push(post.id)
    }
  }
  return [...groups.values()].sort((a, b) => b.cards.length - a.cards.length || (a.key < b.key ? -1 : 1))
}
