import { expect, it } from 'vitest'
import { defineTemplate } from '../../../shared/templates/defineTemplate.ts'
import { defineKind } from '../../../shared/templates/kind.ts'
import type { ZoneDefinition } from '../../../shared/templates/template.ts'

const risk = defineKind({
  id: 'risk',
  title: 'Risk',
  side: 'between',
  mark: 'M1 1h2',
  lead: 'story',
  fields: [
    { id: 'story', type: 'long-text', title: 'Story' },
    { id: 'likely', type: 'number', title: 'Likely' },
  ],
})

const zone: ZoneDefinition<'risk'> = {
  id: 'risks',
  title: 'Risks',
  prompt: 'It has failed. Why?',
  side: 'between',
  accepts: ['risk'],
  layout: { type: 'column' },
  box: { x: 0, y: 0, w: 300, h: 300 },
}

const rest = {
  id: 'pre-mortem',
  title: 'Pre-mortem',
  sentence: 'Tell the story of how it failed.',
  minutes: 30,
  people: 'Everyone.',
  prompt: 'Be kind.',
  kinds: [risk],
  zones: [zone],
  links: [],
  checks: [],
  steps: [],
  start: null,
  example: null,
  read: () => ({ risks: 1 }),
  view: () => ({ sections: [] }),
} as const

it('TPL-8: a template that refers to what it does not have does not compile', () => {
  expect(defineTemplate(rest).id).toBe('pre-mortem')

  // @ts-expect-error: no such kind
  defineTemplate({ ...rest, zones: [{ ...zone, accepts: ['riks'] }] })
  // @ts-expect-error: no such kind
  defineTemplate({ ...rest, links: [{ from: 'risk', to: 'metric', meaning: 'worries' }] })
  // @ts-expect-error: no such kind
  defineTemplate({ ...rest, links: [{ from: 'risk', to: 'risk', meaning: 'worries', makes: 'metric' }] })
  // @ts-expect-error: no such severity
  defineTemplate({ ...rest, checks: [{ id: 'c', severity: 'bad', title: 't', nextStep: 'n', find: () => [] }] })
  defineTemplate({
    ...rest,
    // @ts-expect-error: the model has no such list
    checks: [{ id: 'c', severity: 'gap', title: 't', nextStep: 'n', find: (model) => model.dangers }],
  })
  // @ts-expect-error: no such kind
  defineTemplate({ ...rest, example: () => ({ cards: [{ key: 'a', kind: 'riks', fields: {} }], links: [] }) })

  // @ts-expect-error: a lead is a text
  defineKind({ ...risk, lead: 'likely' })
  // @ts-expect-error: no such field
  defineKind({ ...risk, lead: 'storey' })
  // @ts-expect-error: a choice has choices
  defineKind({ ...risk, fields: [...risk.fields, { id: 'c', type: 'choice', title: 'C' }] })
})
