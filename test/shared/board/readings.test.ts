import { expect, it } from 'vitest'
import { BoardCards } from '../../../shared/board/cards.ts'
import { readBoard } from '../../../shared/board/read.ts'
import { readingsOf } from '../../../shared/board/readings.ts'
import { countingSources, newBoardDoc } from '../../support/boardDocs.ts'

const today = { today: '2026-03-02' }

it('RD-6: a board is read by the templates it uses, and by no other', () => {
  expect(readingsOf(readBoard(newBoardDoc('blank')).records, today)).toEqual([])
  const readings = readingsOf(readBoard(newBoardDoc('discovery-map')).records, today)
  expect(readings.map(({ template }) => template)).toEqual(['discovery-map'])
})

it('RD-7: cards of a template that this version does not have are listed as unplaced', () => {
  const doc = newBoardDoc('discovery-map')
  const card = doc.transact(() =>
    new BoardCards(doc, countingSources('card')).add({
      template: 'of-a-newer-version',
      kind: 'idea',
      fields: { text: 'Not lost' },
      zone: null,
    }),
  )
  const reading = readingsOf(readBoard(doc).records, today).at(-1)
  expect(reading).toMatchObject({ template: 'of-a-newer-version', unplaced: [card.id], findings: [] })
  expect(JSON.stringify(reading?.view())).toContain('Not lost')
})
