import type { BoardCard } from '../templates/boardModel.ts'
import { cardTitle } from '../templates/cardTitle.ts'
import type { TemplateReading } from '../templates/template.ts'

/** What is left to say of the cards of a template that this version does not have. */
export function readUnknown(template: string, cards: readonly BoardCard[]): TemplateReading {
  return {
    template,
    title: 'Of a template this version does not have',
    model: {},
    findings: [],
    muted: [],
    unplaced: cards.map(({ id }) => id),
    view: () => ({
      sections: [
        {
          type: 'list',
          id: 'cards',
          title: 'Cards',
          empty: 'No cards.',
          detail: false,
          items: cards.map(({ id, fields }) => ({ text: cardTitle(undefined, fields), cards: [id], note: '' })),
        },
      ],
    }),
  }
}
