import { defineKind, type CardOf } from '../kind.ts'
import { categories } from './categories.ts'

const owner = { id: 'owner', type: 'person', title: 'Owner', placeholder: 'Who sees to it' } as const

export const metric = defineKind({
  id: 'metric',
  title: 'Metric',
  side: 'between',
  sideFrom: 'side',
  mark: 'M2.5 12.5a6 6 0 1 1 11 0M8 10.5l3-4',
  lead: 'name',
  fields: [
    { id: 'name', type: 'short-text', title: 'Name', placeholder: 'What people call it' },
    {
      id: 'side',
      type: 'choice',
      title: 'Side',
      quiet: true,
      choices: [
        { id: 'product', title: 'Product' },
        { id: 'model', title: 'Model' },
      ],
    },
    {
      id: 'category',
      type: 'choice',
      title: 'Category',
      quiet: true,
      choices: categories.map(({ id, title }) => ({ id, title })),
    },
    {
      id: 'definition',
      type: 'long-text',
      title: 'Definition',
      placeholder: 'In two lines: what is counted, and as a share of what',
    },
    { id: 'unit', type: 'short-text', title: 'Unit', quiet: true, placeholder: '%, ms, cases a week' },
    {
      id: 'direction',
      type: 'choice',
      title: 'Direction',
      choices: [
        { id: 'up', title: 'Up is good' },
        { id: 'down', title: 'Down is good' },
      ],
    },
    { id: 'baseline', type: 'short-text', title: 'Baseline', quiet: true, placeholder: 'Where it stands today' },
    { id: 'target', type: 'short-text', title: 'Target', placeholder: 'How far, and by when' },
    {
      id: 'guardrail',
      type: 'short-text',
      title: 'Guardrail',
      placeholder: 'The value at which we stop and talk',
    },
    owner,
    {
      id: 'window',
      type: 'short-text',
      title: 'Window',
      quiet: true,
      placeholder: 'A rolling average of 7 days tempers spikes',
    },
    {
      id: 'timing',
      type: 'choice',
      title: 'Timing',
      choices: [
        { id: 'leading', title: 'Leading' },
        { id: 'lagging', title: 'Lagging' },
      ],
    },
    {
      id: 'measured',
      type: 'choice',
      title: 'Measured',
      quiet: true,
      choices: [
        { id: 'once', title: 'Once' },
        { id: 'continuously', title: 'Continuously' },
      ],
    },
  ],
})

export const bridge = defineKind({
  id: 'bridge',
  title: 'Bridge',
  side: 'between',
  mark: 'M1.5 5h13M2.5 13a5.5 5.5 0 0 1 11 0M8 5v2.5',
  outline: 'notched',
  lead: 'plainWords',
  fields: [
    {
      id: 'plainWords',
      type: 'long-text',
      title: 'In plain words',
      placeholder: 'When drift rises by …, conversion falls by …',
    },
    {
      id: 'direction',
      type: 'choice',
      title: 'Direction',
      choices: [
        { id: 'same', title: 'Same way' },
        { id: 'opposite', title: 'Opposite ways' },
      ],
    },
    { id: 'expectedLag', type: 'short-text', title: 'Expected lag', placeholder: 'How much later the other moves' },
    {
      id: 'strength',
      type: 'choice',
      title: 'Strength',
      choices: [
        { id: 'assumed', title: 'Assumed' },
        { id: 'correlated', title: 'Correlated' },
        { id: 'tested', title: 'Tested' },
      ],
    },
    {
      id: 'testedHow',
      type: 'long-text',
      title: 'Tested how',
      placeholder: 'What we compared with what, and what came out',
    },
    owner,
  ],
})

export const success = defineKind({
  id: 'success',
  title: 'Success line',
  side: 'between',
  mark: 'M3 7.5l3.5 3.5L13 3M2.5 14.5h11',
  outline: 'framed',
  lead: 'statement',
  fields: [
    {
      id: 'statement',
      type: 'long-text',
      title: 'Statement',
      placeholder: 'What both sides will call success',
    },
    { id: 'signedBy', type: 'signatures', title: 'Signed by' },
  ],
})

export const kinds = [metric, bridge, success] as const

export type Metric = CardOf<typeof metric>
export type Bridge = CardOf<typeof bridge>
export type Success = CardOf<typeof success>
