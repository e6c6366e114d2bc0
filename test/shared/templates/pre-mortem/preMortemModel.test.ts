import { expect, it } from 'vitest'
import { cardSide } from '../../../../shared/templates/cardSide.ts'
import { story } from '../../../../shared/templates/pre-mortem/kinds.ts'
import { preMortem } from '../../../../shared/templates/pre-mortem/preMortem.ts'
import { PreMortemBoard } from './PreMortemBoard.ts'

it('TPL-246: the zones of the two sides set the side of their stories, and a story wears the hue of its side', () => {
  const zones = preMortem.zones.filter(({ accepts }) => accepts.includes('story'))
  expect(zones.map(({ id, side, preset }) => [id, side, preset])).toEqual([
    ['product-tells', 'product', { side: 'product' }],
    ['ai-tells', 'ai', { side: 'ai' }],
  ])
  expect(zones.map(({ preset }) => cardSide(story, preset ?? {}))).toEqual(['product', 'ai'])
})

it("TPL-246: a story's side is what its field says, else that of its zone, else not said", () => {
  const board = new PreMortemBoard()
  board.card('story', {}, { zone: 'product-tells' })
  board.card('story', { side: 'product' }, { zone: 'ai-tells' })
  board.card('story', { side: 'nonsense' }, { zone: 'ai-tells' })
  board.card('story', {}, { zone: 'precautions' })
  expect(board.reading.stories.map(({ side }) => side)).toEqual(['product', 'product', 'ai', null])
})

it('TPL-247: stories stand by risk, likelihood times harm, equals in the order of their cards and unweighed ones last', () => {
  const board = new PreMortemBoard()
  const half = board.card('story', { likelihood: 5 })
  const low = board.card('story', { likelihood: 1, harm: 1 })
  const twelve = board.card('story', { likelihood: 3, harm: 4 })
  const alsoTwelve = board.card('story', { likelihood: 4, harm: 3 })
  const highest = board.card('story', { likelihood: 5, harm: 5 })
  expect(board.reading.stories.map(({ id, risk }) => [id, risk])).toEqual([
    [highest, 25],
    [twelve, 12],
    [alsoTwelve, 12],
    [low, 1],
    [half, null],
  ])
})

it('TPL-247: a story, a sign, a precaution and a tripwire know each other once, whatever lies between', () => {
  const board = new PreMortemBoard()
  const told = board.card('story')
  const sign = board.card('sign', {}, { zone: null })
  const precaution = board.card('precaution')
  const tripwire = board.card('tripwire')
  board.link(told, sign).link(sign, told).link(precaution, told).link(sign, tripwire).link(told, tripwire)
  board.linkToNote(told).link(told, told)
  const { stories, signs, precautions, tripwires } = board.reading
  expect(stories[0]).toMatchObject({ signs: [sign], precautions: [precaution] })
  expect(signs[0]?.stories).toEqual([told])
  expect(precautions[0]?.stories).toEqual([told])
  expect(tripwires[0]?.signs).toEqual([sign])
})
