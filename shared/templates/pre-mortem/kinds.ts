import { defineKind, type CardOf } from '../kind.ts'

export const story = defineKind({
  id: 'story',
  title: 'Story',
  side: 'between',
  sideFrom: 'side',
  mark: 'M8 4.5C6.5 3 4 2.7 2 3v9.5c2-.3 4.5 0 6 1.5 1.5-1.5 4-1.8 6-1.5V3c-2-.3-4.5 0-6 1.5zM8 4.5V14',
  outline: 'bubble',
  lead: 'whatHappened',
  fields: [
    {
      id: 'whatHappened',
      type: 'long-text',
      title: 'What happened',
      placeholder: 'It is a year from now and it has failed',
    },
    { id: 'toldBy', type: 'person', title: 'Told by', initial: 'me' },
    { id: 'likelihood', type: 'number', title: 'Likelihood', min: 1, max: 5, integer: true, placeholder: '1 to 5' },
    { id: 'harm', type: 'number', title: 'Harm', min: 1, max: 5, integer: true, placeholder: '1 to 5' },
    {
      id: 'side',
      type: 'choice',
      title: 'Side',
      quiet: true,
      choices: [
        { id: 'product', title: 'Product' },
        { id: 'ai', title: 'AI' },
      ],
    },
  ],
})

export const sign = defineKind({
  id: 'sign',
  title: 'Early sign',
  side: 'between',
  mark: 'M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8zM8 9.8a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6z',
  outline: 'rounded',
  lead: 'whatWeSee',
  fields: [
    {
      id: 'whatWeSee',
      type: 'long-text',
      title: 'What we see first',
      placeholder: 'Weeks before anybody calls it failed',
    },
    {
      id: 'howMeasured',
      type: 'short-text',
      title: 'How it is measured',
      placeholder: 'What is counted, and how often',
    },
    { id: 'watchedBy', type: 'person', title: 'Watched by', placeholder: 'Who looks, without being asked' },
  ],
})

export const precaution = defineKind({
  id: 'precaution',
  title: 'Precaution',
  side: 'between',
  mark: 'M8 1.8l5 1.8v4c0 3.2-2.1 5.4-5 6.6-2.9-1.2-5-3.4-5-6.6v-4zM5.8 7.8l1.6 1.6 2.9-3',
  outline: 'notched',
  lead: 'whatWeDo',
  fields: [
    { id: 'whatWeDo', type: 'long-text', title: 'What we do now', placeholder: 'Small enough to begin this week' },
    { id: 'owner', type: 'person', title: 'Owner', placeholder: 'Who sees to it' },
    { id: 'doneBy', type: 'date', title: 'By' },
    { id: 'done', type: 'yes-no', title: 'Done' },
  ],
})

export const tripwire = defineKind({
  id: 'tripwire',
  title: 'Tripwire',
  side: 'between',
  mark: 'M3 3.5v10M13 3.5v10M3 7h10M8 7v2.5M6.3 12a1.7 1.7 0 0 1 3.4 0z',
  outline: 'framed',
  lead: 'weStopWhen',
  fields: [
    {
      id: 'weStopWhen',
      type: 'long-text',
      title: 'We stop when',
      placeholder: 'What nobody can argue about on that day',
    },
    { id: 'saidBy', type: 'person', title: 'Who says so', placeholder: 'Whoever may say stop, alone' },
    { id: 'signedBy', type: 'signatures', title: 'Signed by' },
  ],
})

export const kinds = [story, sign, precaution, tripwire] as const

export type Story = CardOf<typeof story>
export type Sign = CardOf<typeof sign>
export type Precaution = CardOf<typeof precaution>
export type Tripwire = CardOf<typeof tripwire>
