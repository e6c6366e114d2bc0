import { defineKind, type CardOf } from '../kind.ts'

const owner = { id: 'owner', type: 'person', title: 'Owner', placeholder: 'Who sees to it' } as const

export const intent = defineKind({
  id: 'intent',
  title: 'Intent',
  side: 'product',
  mark: 'M4 14V2.5M4 3h8.5l-2.5 3 2.5 3H4',
  lead: 'statement',
  fields: [
    { id: 'statement', type: 'long-text', title: 'Statement', placeholder: 'What should be different, and for whom' },
    owner,
  ],
})

export const painPoint = defineKind({
  id: 'pain-point',
  title: 'Pain point',
  side: 'product',
  mark: 'M9 1.5L4 9h4l-1 5.5L12 7H8z',
  lead: 'whatHurts',
  fields: [
    { id: 'whatHurts', type: 'long-text', title: 'What hurts', placeholder: 'In the words of those it hurts' },
    { id: 'who', type: 'short-text', title: 'Who', placeholder: 'Whom it hurts' },
    { id: 'example', type: 'long-text', title: 'Example', placeholder: 'The last time somebody saw it happen' },
    { id: 'severity', type: 'number', title: 'Severity', min: 1, max: 5, integer: true, placeholder: '1 to 5' },
  ],
})

export const hypothesis = defineKind({
  id: 'hypothesis',
  title: 'Hypothesis',
  side: 'product',
  mark: 'M5.5 2h5M6.5 2v4.5L3 12.7a.9.9 0 0 0 .8 1.3h8.4a.9.9 0 0 0 .8-1.3L9.5 6.5V2M5 10h6',
  lead: 'weBelieve',
  fields: [
    { id: 'weBelieve', type: 'long-text', title: 'We believe', placeholder: 'If we do this, that will happen' },
    { id: 'because', type: 'long-text', title: 'Because', placeholder: 'What makes us think so' },
    { id: 'signal', type: 'short-text', title: 'Signal', placeholder: 'What would move' },
    { id: 'threshold', type: 'short-text', title: 'Threshold', placeholder: 'How far, and within what time' },
    { id: 'weAreWrongIf', type: 'long-text', title: 'We are wrong if', placeholder: 'What would change our mind' },
    owner,
    { id: 'decideBy', type: 'date', title: 'Decide by' },
  ],
})

export const dataSource = defineKind({
  id: 'data-source',
  title: 'Data source',
  side: 'ai',
  mark: 'M3 4c0-1.1 2.2-2 5-2s5 .9 5 2-2.2 2-5 2-5-.9-5-2zM3 4v8c0 1.1 2.2 2 5 2s5-.9 5-2V4M3 8c0 1.1 2.2 2 5 2s5-.9 5-2',
  lead: 'name',
  fields: [
    { id: 'name', type: 'short-text', title: 'Name', placeholder: 'What people call it' },
    { id: 'holder', type: 'short-text', title: 'Holder', placeholder: 'Who keeps it and can say yes' },
    {
      id: 'access',
      type: 'choice',
      title: 'Access',
      choices: [
        { id: 'open', title: 'Open' },
        { id: 'requested', title: 'Requested' },
        { id: 'blocked', title: 'Blocked' },
      ],
    },
    { id: 'freshness', type: 'short-text', title: 'Freshness', placeholder: 'How old it is when we see it' },
    { id: 'knownGaps', type: 'long-text', title: 'Known gaps', placeholder: 'Whom or what it leaves out' },
    {
      id: 'privacy',
      type: 'long-text',
      title: 'Privacy',
      placeholder: 'Whose data it is, and on what ground we hold it',
    },
  ],
})

export const pattern = defineKind({
  id: 'pattern',
  title: 'Pattern',
  side: 'ai',
  mark: 'M1.5 10.5c2 0 2-5 4.3-5s2.2 5 4.4 5 2.3-5 4.3-5',
  lead: 'statement',
  fields: [
    { id: 'statement', type: 'long-text', title: 'Statement', placeholder: 'What may repeat in the data' },
    {
      id: 'confidence',
      type: 'choice',
      title: 'Confidence',
      choices: [
        { id: 'low', title: 'Low' },
        { id: 'medium', title: 'Medium' },
        { id: 'high', title: 'High' },
      ],
    },
  ],
})

export const limit = defineKind({
  id: 'limit',
  title: 'Limit',
  side: 'ai',
  mark: 'M5.5 2h5L14 5.5v5L10.5 14h-5L2 10.5v-5zM5 8h6',
  lead: 'statement',
  fields: [
    { id: 'statement', type: 'long-text', title: 'Statement', placeholder: 'What we cannot do, or not yet' },
    {
      id: 'kind',
      type: 'choice',
      title: 'Kind',
      choices: [
        { id: 'data', title: 'Data' },
        { id: 'latency', title: 'Latency' },
        { id: 'cost', title: 'Cost' },
        { id: 'legal', title: 'Legal' },
        { id: 'skill', title: 'Skill' },
      ],
    },
  ],
})

export const signal = defineKind({
  id: 'signal',
  title: 'Signal',
  side: 'between',
  mark: 'M1.5 8H5l2-5 2.5 10 2-5h3',
  lead: 'name',
  fields: [
    { id: 'name', type: 'short-text', title: 'Name', placeholder: 'What would show the pain' },
    {
      id: 'howMeasured',
      type: 'long-text',
      title: 'How it is measured',
      placeholder: 'What is counted, over what time',
    },
    {
      id: 'evidence',
      type: 'choice',
      title: 'Evidence',
      choices: [
        { id: 'structured', title: 'Structured' },
        { id: 'messy', title: 'Messy' },
        { id: 'absent', title: 'Absent' },
        { id: 'not-checked', title: 'Not checked' },
      ],
    },
    { id: 'source', type: 'short-text', title: 'Source', placeholder: 'Where one would look' },
  ],
})

export const unknown = defineKind({
  id: 'unknown',
  title: 'Unknown',
  side: 'between',
  mark: 'M5 5.5a3 3 0 1 1 4.2 2.8C8.4 8.7 8 9.2 8 10.2M8 13.4v.1',
  lead: 'question',
  fields: [
    { id: 'question', type: 'long-text', title: 'Question', placeholder: 'What do we not know yet?' },
    owner,
    { id: 'findOutBy', type: 'date', title: 'Find out by' },
  ],
})

export const verdict = defineKind({
  id: 'verdict',
  title: 'Verdict',
  side: 'between',
  mark: 'M8 14.5V9.5L3 4M8 9.5L13 4M3 7.5V4h3.5M9.5 4H13v3.5',
  lead: 'reason',
  fields: [
    {
      id: 'answer',
      type: 'choice',
      title: 'Answer',
      choices: [
        { id: 'ai', title: 'AI' },
        { id: 'automation', title: 'Automation' },
        { id: 'neither', title: 'Neither' },
        { id: 'not-known', title: 'Not known yet' },
      ],
    },
    { id: 'reason', type: 'long-text', title: 'Reason', placeholder: 'Why we think so today' },
  ],
})

export const kinds = [intent, painPoint, hypothesis, signal, unknown, verdict, dataSource, pattern, limit] as const

export type Intent = CardOf<typeof intent>
export type PainPoint = CardOf<typeof painPoint>
export type Hypothesis = CardOf<typeof hypothesis>
export type DataSource = CardOf<typeof dataSource>
export type Pattern = CardOf<typeof pattern>
export type Limit = CardOf<typeof limit>
export type Signal = CardOf<typeof signal>
export type Unknown = CardOf<typeof unknown>
export type Verdict = CardOf<typeof verdict>
