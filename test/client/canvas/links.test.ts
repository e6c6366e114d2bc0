import { describe, expect, it } from 'vitest'
import { linkMeaning, linkSentence } from '../../../shared/templates/linkMeaning.ts'
import { templates } from '../../../shared/templates/index.ts'

describe('what links mean', () => {
  it('UI-54: follows from the kinds alone, whichever way the arrow was drawn', () => {
    for (const { id: template, kinds, links } of templates) {
      for (const { from, to, meaning } of links) {
        const other = to === 'any' ? kinds.find((kind) => kind.id !== from)?.id : to
        if (other === undefined || from === other) continue
        const [a, b] = [
          { template, kind: from },
          { template, kind: other },
        ]
        const forward = linkMeaning(a, b)
        expect(forward).not.toBeNull()
        // Where both kinds say as much of each other it reads the way it was drawn.
        const isMutual = links.some((link) => link.from === other && link.to === (to === 'any' ? 'any' : from))
        if (!isMutual) expect(linkSentence(a, b)).toBe(linkSentence(b, a))
        if (to !== 'any') expect(forward).toMatchObject({ meaning, isReversed: false })
      }
    }
  })

  it('UI-54: two cards that nothing joins mean nothing together', () => {
    const card = { template: 'discovery-map', kind: 'intent' }
    expect(linkMeaning(card, { template: 'discovery-map', kind: 'verdict' })).toBeNull()
    expect(linkMeaning(card, { template: 'elsewhere', kind: 'signal' })).toBeNull()
    expect(linkMeaning(card, { template: 'discovery-map', kind: 'from-the-future' })).toBeNull()
  })
})
