import { defineTemplate } from '../defineTemplate.ts'
import { checks } from './checks.ts'
import { example } from './example.ts'
import { kinds } from './kinds.ts'
import { steps } from './steps.ts'
import { readWall } from './wallModel.ts'
import { wallView } from './wallView.ts'
import { zones } from './zones.ts'

/** Gathers what a team learns between meetings, and reads it back by week, by theme and by who was thanked. */
export const ahaWall = defineTemplate({
  id: 'aha-wall',
  title: 'Aha wall',
  sentence:
    'What the team learned, as it learns it: insights, quotes, surprises, failures that taught something, and thanks.',
  minutes: 20,
  people: 'Everybody, all week, a post at a time; once a week the whole team and a facilitator, to read it together.',
  prompt: 'A model put right is as good a reason to celebrate as a feature put out.',
  kinds,
  zones,
  links: kinds.map(({ id }) => ({ from: id, to: 'any', meaning: 'is about' }) as const),
  posts: { zone: 'inbox', kind: 'insight' },
  readsBySpan: true,
  filters: { kinds: true, fields: ['discipline', 'tags', 'author'], days: ['postedOn', 'happenedOn'] },
  checks,
  steps,
  start: null,
  example,
  read: readWall,
  view: wallView,
})
