import { cardTitle } from '../cardTitle.ts'
import type { KindDefinition } from '../kind.ts'
import type {
  Cell,
  Column,
  Fact,
  FactsSection,
  ListSection,
  Piece,
  RowGroup,
  Section,
  TableSection,
} from '../readingView.ts'
import { parseReply } from '../sets.ts'
import { isBounded, spanText } from '../span.ts'
import type { Digest, Week } from './digest.ts'
import { failure, kinds, thanks } from './kinds.ts'
import type { Post } from './posts.ts'

const kindById = new Map<string, KindDefinition>(kinds.map((kind) => [kind.id, kind]))

/** Draws a digest for people, whatever its span: the posts by week, what they count to, who was thanked, what repeats. */
export function digestSections(digest: Digest): Section[] {
  return [postTable(digest), weekList(digest), glance(digest), thankedList(digest), tagList(digest), replyTable(digest)]
}

const POST_COLUMNS: readonly Column[] = [
  { id: 'when', title: 'When', side: null },
  { id: 'kind', title: 'Kind', side: null },
  { id: 'who', title: 'Who', side: null },
  { id: 'discipline', title: 'Discipline', side: null },
  { id: 'what', title: 'What', side: null },
  { id: 'tags', title: 'Tags', side: null },
  { id: 'reactions', title: 'Reactions', side: null },
  { id: 'replies', title: 'Replies', side: null },
  { id: 'where', title: 'Where', side: null },
]

function postTable({ span, posts, weeks, undated }: Digest): TableSection {
  const titleOf = postTitles(posts)
  const rows = posts.map((post) => postCells(post, titleOf))
  // Posts stand week by week already, those without a day last.
  let next = 0
  const take = (count: number) => rows.slice(next, (next += count))
  const groups: RowGroup[] = weeks.map((week) => ({ id: week.week, title: weekTitle(week), rows: take(week.count) }))
  if (undated.length > 0) groups.push({ id: 'undated', title: 'Without a day', rows: take(undated.length) })
  return {
    type: 'table',
    id: 'posts',
    title: 'What we learned',
    empty: isBounded(span)
      ? 'Nothing was posted in these days.'
      : 'Nothing posted yet. What did you learn that somebody else would like to know?',
    detail: false,
    columns: POST_COLUMNS,
    groups,
  }
}

function postCells(post: Post, titleOf: PostTitles): Cell[] {
  const { id, day, discipline, fields, reactionCount, replyCount, zoneTitle } = post
  const cell = (text: string | null): Cell => (text === null || text === '' ? [] : [{ text, cards: [id] }])
  const count = (number: number) => cell(number === 0 ? null : String(number))
  return [
    cell(day),
    cell(kindTitle(post.kind)),
    cell(fields.author),
    cell(discipline?.title ?? null),
    whatCell(post, titleOf),
    cell(fields.tags.join(', ')),
    count(reactionCount),
    count(replyCount),
    cell(zoneTitle),
  ]
}

/** Most other posts that a row names as what it is about. */
const ABOUT_SHOWN = 5

function whatCell(post: Post, titleOf: PostTitles): Cell {
  const { id, fields, about } = post
  const more = about.length > ABOUT_SHOWN ? [{ text: 'and about more', cards: [id] }] : []
  return [
    { text: postText(post), cards: [id] },
    ...(fields.to ? [{ text: `${fieldTitle(thanks, 'to')}: ${fields.to}`, cards: [id] }] : []),
    ...(fields.lesson ? [{ text: `${fieldTitle(failure, 'lesson')}: ${fields.lesson}`, cards: [id] }] : []),
    ...about.slice(0, ABOUT_SHOWN).flatMap((other) => {
      const title = titleOf(other)
      return title === null ? [] : [{ text: `About: ${title}`, cards: [other] }]
    }),
    ...more,
  ]
}

/** What a post is called, by its id; null for one that the digest has not. */
type PostTitles = (id: string) => string | null

function postTitles(posts: readonly Post[]): PostTitles {
  const postById = new Map(posts.map((post) => [post.id, post]))
  const titles = new Map<string, string>()
  return (id) => {
    const post = postById.get(id)
    if (post === undefined) return null
    // Each is worked out once, however many posts are about it.
    const title = titles.get(id) ?? postTitle(post)
    titles.set(id, title)
    return title
  }
}

function postTitle({ kind, fields }: Post): string {
  return cardTitle(kindById.get(kind), fields)
}

function fieldTitle<Kind extends KindDefinition>(kind: Kind, id: Kind['fields'][number]['id']): string {
  return kind.fields.find((field) => field.id === id)?.title ?? ''
}

/** The whole text, which stands nowhere else in an export of this table alone. */
function postText(post: Post): string {
  return post.fields.text || postTitle(post)
}

function kindTitle(kind: string): string {
  return kindById.get(kind)?.title ?? ''
}

/** "2026-W11, 2026-03-09 to 2026-03-15": few people know a week by its number. */
function weekTitle({ week, from, to }: Week): string {
  return `${week}, ${from} to ${to}`
}

function weekList({ weeks }: Digest): ListSection {
  return {
    type: 'list',
    id: 'weeks',
    title: 'Week by week',
    empty: 'No post with a day yet.',
    detail: false,
    items: weeks.map((week) => ({
      text: `${weekTitle(week)}: ${postCount(week.count)}`,
      note: [
        week.kinds.map(({ kind, count }) => `${kindTitle(kind)} ${count}`).join(', '),
        week.disciplines.map(({ title, count }) => `${title} ${count}`).join(', '),
      ].join(' · '),
      cards: week.cards,
    })),
  }
}

function glance(digest: Digest): FactsSection {
  const facts: Fact[] = [
    ...(isBounded(digest.span) ? [{ label: 'Days', value: { text: spanText(digest.span), cards: [] } }] : []),
    {
      label: 'Posts',
      value: {
        text: `${digest.posts.length}, in ${weekCount(digest.weeks.length)}`,
        cards: digest.posts.map(({ id }) => id),
      },
    },
    ...digest.kinds.map(({ kind, ...count }): Fact => ({ label: kindTitle(kind), value: countPiece(count) })),
    ...digest.disciplines.map(({ discipline, title, ...count }): Fact => ({
      label: discipline === null ? 'From a discipline not said' : `From ${title}`,
      value: countPiece(count),
    })),
  ]
  return { type: 'facts', id: 'glance', title: 'At a glance', empty: '', detail: false, facts }
}

function countPiece({ count, cards }: { readonly count: number; readonly cards: readonly string[] }): Piece {
  return { text: String(count), cards }
}

function thankedList({ thanked }: Digest): ListSection {
  return {
    type: 'list',
    id: 'thanked',
    title: 'Who was thanked',
    empty: 'Nobody by name yet. Who made something easier?',
    detail: false,
    items: thanked.map(({ to, count, cards }) => ({ text: to, note: count === 1 ? 'once' : `${count} times`, cards })),
  }
}

function tagList({ tags }: Digest): ListSection {
  return {
    type: 'list',
    id: 'repeats',
    title: 'What repeats',
    empty: 'No tag stands on two posts yet.',
    detail: false,
    items: tags.map(({ tag, count, cards }) => ({ text: tag, note: postCount(count), cards })),
  }
}

const REPLY_COLUMNS: readonly Column[] = [
  { id: 'post', title: 'Post', side: null },
  { id: 'when', title: 'When', side: null },
  { id: 'who', title: 'Who', side: null },
  { id: 'discipline', title: 'Discipline', side: null },
  { id: 'reply', title: 'Reply', side: null },
]

function replyTable(digest: Digest): TableSection {
  const rows = digest.posts.flatMap((post) => {
    if (post.replyCount === 0) return []
    const title = postTitle(post)
    const cell = (text: string): Cell => (text === '' ? [] : [{ text, cards: [post.id] }])
    return post.fields.replies.flatMap((element) => {
      const reply = parseReply(element)
      if (reply === null) return []
      // To the minute, in UTC as it was written: `2026-03-14 09:30`.
      const when = reply.at.slice(0, 16).replace('T', ' ')
      return [[title, when, reply.name, reply.discipline, reply.text].map(cell)]
    })
  })
  return {
    type: 'table',
    id: 'replies',
    title: 'Replies',
    empty: 'No replies yet.',
    detail: true,
    columns: REPLY_COLUMNS,
    groups: [{ id: 'replies', title: 'Replies', rows }],
  }
}

function postCount(count: number): string {
  return count === 1 ? '1 post' : `${count} posts`
}

function weekCount(count: number): string {
  return count === 1 ? '1 week' : `${count} weeks`
}
