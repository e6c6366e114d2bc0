import { describe, expect, it } from 'vitest'
import { crossLinks } from '../../../shared/templates/crossLinks.ts'
import { findKind, templates } from '../../../shared/templates/index.ts'
import { linkMeaning, linkSentence } from '../../../shared/templates/linkMeaning.ts'

describe('links between templates', () => {
  it('TPL-224: join kinds that exist, of two templates, once whichever way, with words', () => {
    const pairs = crossLinks.map(({ from, to, meaning }) => {
      expect(from.template).not.toBe(to.template)
      for (const { template, kind } of [from, to]) {
        expect(findKind(template, kind), `${template}/${kind}`).toBeDefined()
      }
      expect(meaning.trim()).toBe(meaning)
      expect(meaning).not.toBe('')
      return [from, to]
        .map(({ template, kind }) => `${template}/${kind}`)
        .sort()
        .join(' ')
    })
    expect(new Set(pairs).size).toBe(pairs.length)
  })

  it('TPL-225: mean the same whichever way they were drawn, and make no card between', () => {
    for (const { from, to, meaning } of crossLinks) {
      expect(linkMeaning(from, to)).toEqual({ meaning, isReversed: false, makes: null })
      expect(linkMeaning(to, from)).toEqual({ meaning, isReversed: true, makes: null })
      expect(linkSentence(from, to)).toBe(linkSentence(to, from))
    }
  })

  it('TPL-226: a kind that links with any card says the same of cards of other templates', () => {
    for (const { id, links } of templates) {
      for (const { from, meaning } of links.filter(({ to }) => to === 'any')) {
        for (const other of templates.filter((template) => template.id !== id)) {
          for (const { id: kind } of other.kinds) {
            const found = linkMeaning({ template: id, kind: from }, { template: other.id, kind })
            const isNamed = crossLinks.some((link) =>
              [link.from, link.to].every(
                (end) => (end.template === id && end.kind === from) || (end.template === other.id && end.kind === kind),
              ),
            )
            if (!isNamed) expect(found).toMatchObject({ meaning, isReversed: false })
          }
        }
      }
    }
    expect(
      linkMeaning({ template: 'discovery-map', kind: 'pattern' }, { template: 'metric-bridge', kind: 'metric' }),
    ).toBeNull()
  })
})

describe.each(templates.map((template) => [template.id, template] as const))(
  'the trace of %s',
  (_, { kinds, trace = {} }) => {
    it('TPL-227: gives parts to kinds that it has; what is measured and who owns it name a person', () => {
      for (const [kind, part] of Object.entries(trace)) {
        const definition = kinds.find(({ id }) => id === kind)
        expect(definition, kind).toBeDefined()
        if (part === 'metric' || part === 'owner') {
          expect(definition?.fields.some(({ type }) => type === 'person')).toBe(true)
        }
      }
    })
  },
)
