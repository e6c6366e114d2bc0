import { firstWords } from '../cardTitle.ts'
import { daysAfter } from '../day.ts'
import type { Side } from '../kind.ts'
import type { Check } from '../template.ts'
import type { Post } from './posts.ts'
import type { WallModel } from './wallModel.ts'
import { inbox } from './zones.ts'

/** A post may wait in the inbox for so many days: two readings of the wall. */
const INBOX_DAYS = 14
const THANKS_DAYS = 14
const SILENT_DAYS = 30
/** A wall with fewer posts than this is too young to miss anybody. */
const POSTS_OF_A_WALL = 5
/** A discipline may have any name; a sentence takes the beginning. */
const NAME_LENGTH = 60

type WallCheck = Check<WallModel>

const waitingInInbox: WallCheck = {
  id: 'waiting-in-inbox',
  severity: 'note',
  title: `Posts waiting in the inbox over ${INBOX_DAYS} days`,
  nextStep: 'Read them together, oldest first, and drag each to a theme. One that nobody misses may go.',
  find: ({ posts }, { today }) => {
    const limit = daysAfter(today, -INBOX_DAYS)
    const waiting = posts.filter(({ zone, day }) => zone === inbox.id && day !== null && day < limit)
    if (waiting.length === 0) return []
    const message =
      waiting.length === 1
        ? `A post has waited in the inbox for over ${INBOX_DAYS} days: which theme is it part of?`
        : `${waiting.length} posts have waited in the inbox for over ${INBOX_DAYS} days: which themes are they part of?`
    return [{ message, cards: waiting.map(({ id }) => id).reverse() }]
  },
}

const disciplineSilent: WallCheck = {
  id: 'discipline-silent',
  severity: 'warning',
  title: `One discipline silent for ${SILENT_DAYS} days`,
  nextStep: 'Ask somebody from there what they learned lately, and offer to write it down for them.',
  find: ({ posts }, { today }) => {
    const newest = newestByDiscipline(posts)
    const limit = daysAfter(today, -SILENT_DAYS)
    const silent = [...newest.values()]
      .flatMap(({ id, day, title }) => (day !== null && day < limit ? [{ id, day, title }] : []))
      .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
      .map(({ id, day, title }) => ({
        message: `${title} has posted nothing since ${day}: what was learned there?`,
        cards: [id],
      }))
    return [...silent, ...missingSides(posts, newest)]
  },
}

interface NewestPost {
  readonly id: string
  readonly day: string | null
  readonly title: string
  readonly side: Side
}

/** The newest post of each discipline. Posts come newest first. */
function newestByDiscipline(posts: readonly Post[]): ReadonlyMap<string, NewestPost> {
  const newest = new Map<string, NewestPost>()
  for (const { id, day, discipline } of posts) {
    if (discipline === null || newest.has(discipline.id)) continue
    newest.set(discipline.id, { id, day, title: firstWords(discipline.title, NAME_LENGTH), side: discipline.side })
  }
  return newest
}

/** With two disciplines or more there is somebody to compare with; before that, ask for the two sides. */
function missingSides(posts: readonly Post[], newest: ReadonlyMap<string, NewestPost>) {
  if (posts.length < POSTS_OF_A_WALL || newest.size > 1) return []
  if (newest.size === 0) return [{ message: 'No post says yet which discipline it comes from', cards: [] }]
  const sides = new Set([...newest.values()].map(({ side }) => side))
  return [
    ...(sides.has('product') ? [] : [{ message: 'Nobody from product has posted on this wall yet', cards: [] }]),
    ...(sides.has('ai') ? [] : [{ message: 'Nobody from AI has posted on this wall yet', cards: [] }]),
  ]
}

const noRecentThanks: WallCheck = {
  id: 'no-recent-thanks',
  severity: 'note',
  title: `No thanks in ${THANKS_DAYS} days`,
  nextStep: 'Take a minute in which everybody names one person who made something easier, and what it was.',
  find: ({ posts }, { today }) => {
    if (posts.length === 0) return []
    const day = posts.find(({ kind }) => kind === 'thanks')?.day ?? null
    if (day === null) return [{ message: 'No thanks on this wall lately: who made something easier?', cards: [] }]
    if (day >= daysAfter(today, -THANKS_DAYS)) return []
    return [{ message: `The last thanks came on ${day}: who has made something easier since?`, cards: [] }]
  },
}

const failureWithoutLesson: WallCheck = {
  id: 'failure-without-lesson',
  severity: 'gap',
  title: 'A failure with no lesson written',
  nextStep: 'Ask whoever was there what they would do differently now, and write down one sentence.',
  find: ({ posts }) =>
    posts
      .filter(({ kind, fields }) => kind === 'failure' && !fields.lesson)
      .map(({ id }) => ({ message: 'Nobody has written down yet what this failure taught', cards: [id] })),
}

/** What the wall asks of itself, in the order in which a facilitator would raise it. */
export const checks: readonly WallCheck[] = [disciplineSilent, failureWithoutLesson, waitingInInbox, noRecentThanks]
