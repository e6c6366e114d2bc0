import * as Y from 'yjs'
import { describe, expect, it } from 'vitest'
import { fillNewBoard } from '../../../shared/board/create.ts'
import { readBoard } from '../../../shared/board/read.ts'
import { isCard, type CardShape } from '../../../shared/board/schema.ts'
import { blankTemplate } from '../../../shared/templates/blank/blankTemplate.ts'
import { textFieldsOf } from '../../../shared/templates/textFields.ts'
import { BOARD, handRooms, writtenBy } from '../../support/handRooms.ts'
import type { StoredBoard } from '../../../server/storage/updateLog.ts'
import { documentOf, type MemoryUpdateLog } from '../../support/memoryUpdateLog.ts'

const META = { title: 'Board', template: 'blank' }
const CARD = 'shape:stock'
const TEXTS = textFieldsOf('discovery-map', 'pain-point')
const [FIELD = ''] = TEXTS
const KEY = `${CARD}/${FIELD}`

/** A card as somebody writes it who knows records and nothing of texts. */
function plainCard(said: string) {
  return {
    id: CARD,
    typeName: 'shape',
    type: 'card',
    parentId: 'page:page',
    index: 'a1',
    x: 0,
    y: 0,
    rotation: 0,
    isLocked: false,
    opacity: 1,
    props: { w: 240, h: 80, template: 'discovery-map', kind: 'pain-point', fields: { [FIELD]: said, severity: 3 } },
    meta: {},
  }
}

async function openBoard() {
  const all = handRooms()
  let ids = 0
  const first = writtenBy(new Y.Doc(), (doc) =>
    fillNewBoard(doc, { template: blankTemplate }, { newId: () => `id-${(ids += 1)}`, indexBetween: () => 'a1' }),
  )
  await all.rooms.create(BOARD, first, META)
  return all
}

function stored(log: MemoryUpdateLog): StoredBoard {
  return log.boards.get(BOARD) ?? { state: null, tail: [], meta: null, updatedAt: null }
}

const textsOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('texts')
const cardOf = (doc: Y.Doc): CardShape | undefined => [...readBoard(doc).records.values()].find(isCard)

describe('texts that a card lacks', () => {
  it('API-530: the server makes them of what the card reads as, once, on disk and for everybody', async () => {
    const { connect, timers, log } = await openBoard()
    const [stock, ada] = [await connect({ extended: false, name: 'Bot' }), await connect()]
    for (const peer of [stock, ada]) await peer.sync()
    stock.set(CARD, plainCard('Nobody finds it'))
    stock.write((doc) => doc.getMap('edits').set(`${CARD}/f.${FIELD}`, 'Nobody finds anything'))
    await timers.pass(1_000)
    ada.read()
    expect(textsOf(ada.doc).size).toBe(0)
    const appends = log.appends
    await timers.pass(2_000)
    for (const peer of [stock, ada]) {
      peer.read()
      expect([...textsOf(peer.doc).keys()].sort()).toEqual(TEXTS.map((field) => `${CARD}/${field}`).sort())
      expect(textsOf(peer.doc).get(KEY)?.toString()).toBe('Nobody finds anything')
      expect(cardOf(peer.doc)?.props.fields[FIELD]).toBe('Nobody finds anything')
    }
    expect(log.appends - appends).toBe(1)
    expect(
      textsOf(documentOf(stored(log)))
        .get(KEY)
        ?.toString(),
    ).toBe('Nobody finds anything')
    // Two people can type in it at once.
    for (const [peer, typed] of [
      [ada, 'Ada: '],
      [stock, 'Bot: '],
    ] as const) {
      peer.write((doc) => (textsOf(doc).get(KEY) as Y.Text).insert(0, typed))
    }
    await timers.pass(10_000)
    ada.read()
    expect(textsOf(ada.doc).get(KEY)?.toString()).toMatch(/^(?:Ada: Bot: |Bot: Ada: )Nobody finds anything$/u)
    expect(textsOf(ada.doc).size).toBe(TEXTS.length)
  })

  it('API-530: whoever makes them a moment after the card is left to do so, and a card of an unknown kind has none', async () => {
    const { connect, timers } = await openBoard()
    const stock = await connect({ extended: false })
    await stock.sync()
    stock.set(CARD, plainCard('plain'))
    const unknown = { ...plainCard('x'), id: 'shape:other' }
    stock.set('shape:other', { ...unknown, props: { ...unknown.props, kind: 'from-later' } })
    await timers.pass(500)
    const own = new Y.Text('own')
    stock.write((doc) =>
      TEXTS.forEach((field) => textsOf(doc).set(`${CARD}/${field}`, field === FIELD ? own : new Y.Text())),
    )
    await timers.pass(10_000)
    stock.read()
    expect(textsOf(stock.doc).get(KEY)).toBe(own)
    expect(textsOf(stock.doc).size).toBe(TEXTS.length)
  })

  it('API-530: a board that has lacked them for long gets them when somebody first works on it, not when one looks', async () => {
    const { connect, timers, log, rooms } = await openBoard()
    const doc = documentOf(stored(log))
    const legacy = writtenBy(doc, () => doc.getMap('records').set(CARD, plainCard('From long ago')))
    await log.append(BOARD, [legacy])
    const looker = await connect()
    await looker.sync()
    await timers.pass(10_000)
    looker.read()
    expect(textsOf(looker.doc).size).toBe(0)
    looker.set('shape:any', { id: 'shape:any' })
    await timers.pass(10_000)
    looker.read()
    expect(textsOf(looker.doc).get(KEY)?.toString()).toBe('From long ago')
    const appends = log.appends
    await rooms.close()
    expect(log.appends).toBe(appends)
  })

  it('API-530: a disk that refuses is tried again, and nobody sees what it has not', async () => {
    const { connect, timers, log } = await openBoard()
    const stock = await connect({ extended: false })
    await stock.sync()
    stock.set(CARD, plainCard('plain'))
    await timers.pass(1_000)
    log.mood = 'refuses'
    await timers.pass(10_000)
    stock.read()
    expect(textsOf(stock.doc).size).toBe(0)
    log.mood = 'works'
    await timers.pass(60_000)
    stock.read()
    expect(textsOf(stock.doc).get(KEY)?.toString()).toBe('plain')
  })
})
