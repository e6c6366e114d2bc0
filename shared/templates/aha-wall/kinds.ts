import type { FieldDefinition } from '../field.ts'
import type { Outline } from '../kind.ts'

const author = { id: 'author', type: 'person', title: 'Author', placeholder: 'Who tells it', initial: 'me' } as const

/** What every post has besides its text, whatever its kind. */
const aroundText = [
  author,
  { id: 'discipline', type: 'discipline', title: 'Discipline', initial: 'me' },
  {
    id: 'source',
    type: 'choice',
    title: 'Source',
    quiet: true,
    choices: [
      { id: 'board', title: 'Board' },
      { id: 'page', title: 'Posting page' },
      { id: 'phone', title: 'Phone' },
      { id: 'api', title: 'API' },
      { id: 'chat', title: 'Chat' },
    ],
  },
  { id: 'happenedOn', type: 'date', title: 'Happened on' },
  { id: 'postedOn', type: 'date', title: 'Posted on', initial: 'today', quiet: true },
  { id: 'tags', type: 'tags', title: 'Tags' },
  { id: 'image', type: 'image', title: 'Image' },
  { id: 'reactions', type: 'reactions', title: 'Reactions' },
  { id: 'replies', type: 'thread', title: 'Replies' },
] as const

interface Look<Id extends string> {
  readonly id: Id
  readonly title: string
  readonly outline: Outline
  readonly mark: string
  /** The question that its text answers. */
  readonly question: string
}

/** A kind of post: the text, what only this kind asks for, and what all share. It wears the side of its discipline. */
function postKind<const Id extends string, const Own extends readonly FieldDefinition[]>(
  { question, ...look }: Look<Id>,
  own: Own,
) {
  const text = { id: 'text', type: 'long-text', title: 'Text', placeholder: question } as const
  return {
    ...look,
    side: 'between',
    sideFrom: 'discipline',
    lead: 'text',
    fields: [text, ...own, ...aroundText],
  } as const
}

export const insight = postKind(
  {
    id: 'insight',
    title: 'Insight',
    outline: 'plain',
    mark: 'M6 11.5C6 9.8 4 9 4 6a4 4 0 0 1 8 0c0 3-2 3.8-2 5.5zM6.5 14h3',
    question: 'What do you know now that you did not know last week?',
  },
  [],
)

export const quote = postKind(
  {
    id: 'quote',
    title: 'Quote',
    outline: 'bubble',
    mark: 'M6.5 4.2C4.3 4.9 3 6.4 3 8.5v3h3.5V8H3M13 4.2c-2.2.7-3.5 2.2-3.5 4.3v3H13V8H9.5',
    question: 'What did somebody say, in their own words?',
  },
  [],
)

export const chart = postKind(
  {
    id: 'chart',
    title: 'Chart',
    outline: 'framed',
    mark: 'M2.5 2v11.5H14M5.5 10.5V8M8.5 10.5V4.5M11.5 10.5V6.5',
    question: 'What does the picture show?',
  },
  [],
)

export const surprise = postKind(
  {
    id: 'surprise',
    title: 'Surprise',
    outline: 'notched',
    mark: 'M8 2v7.5M8 13.4v.1M3.5 3l1.5 2.5M12.5 3L11 5.5',
    question: 'What did the model do that nobody expected?',
  },
  [],
)

export const failure = postKind(
  {
    id: 'failure',
    title: 'Failure',
    outline: 'torn',
    mark: 'M7 3H2.5v10H6l1.5-3L5 7.5zM10 3h3.5v10h-4L11 9.5 8.5 7z',
    question: 'What did not work?',
  },
  [{ id: 'lesson', type: 'long-text', title: 'Lesson', placeholder: 'What we would do differently now' }],
)

export const thanks = postKind(
  {
    id: 'thanks',
    title: 'Thanks',
    outline: 'rounded',
    mark: 'M8 13.5C4 10.8 2 8.6 2 6a3 3 0 0 1 6-.8A3 3 0 0 1 14 6c0 2.6-2 4.8-6 7.5z',
    question: 'What did they make easier?',
  },
  [{ id: 'to', type: 'person', title: 'To', placeholder: 'Who is thanked' }],
)

export const fix = postKind(
  {
    id: 'fix',
    title: 'Fix',
    outline: 'ticket',
    mark: 'M13.5 4.5l-2.3 2.3-2-2 2.3-2.3a3.8 3.8 0 0 0-4.8 4.8l-4.2 4.2 2 2 4.2-4.2a3.8 3.8 0 0 0 4.8-4.8z',
    question: 'What works again, and what was the matter?',
  },
  [],
)

export const kinds = [insight, quote, chart, surprise, failure, thanks, fix] as const

export type PostKindId = (typeof kinds)[number]['id']
