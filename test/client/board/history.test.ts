import { describe, expect, it } from 'vitest'
import { MemoryServer, Peer, synchronise } from '../../support/boardPeers.ts'
import { box, newBoard, painPoint, zonesOf } from '../../support/boardShapes.ts'

function two(): { ada: Peer; ben: Peer; zones: Record<string, string> } {
  const server = new MemoryServer(newBoard())
  return { ada: new Peer(server), ben: new Peer(server), zones: zonesOf(server.doc) }
}

/** Ada has made a box, in a step of its own, and both see it. */
function withBox(): { ada: Peer; ben: Peer } {
  const { ada, ben } = two()
  ada.binding.history.mark('create')
  ada.put(box('a'))
  synchronise([ada, ben])
  ada.binding.history.mark('next')
  return { ada, ben }
}

describe('undo and redo', () => {
  it('BND-30: undo takes back the newest step of one’s own and redo does it again', () => {
    const { ada, ben } = withBox()
    ada.change('shape:a', { x: 10 })
    ada.settle()
    ada.change('shape:a', { x: 20 })
    ada.settle()
    ada.binding.history.undo()
    expect(ada.get('shape:a')).toMatchObject({ x: 0 })
    ada.binding.history.undo()
    expect(ada.get('shape:a')).toBeUndefined()
    ada.binding.history.redo()
    ada.binding.history.redo()
    expect(ada.get('shape:a')).toMatchObject({ x: 20 })
    synchronise([ada, ben])
    expect(ben.get('shape:a')).toMatchObject({ x: 20 })
  })

  it('BND-31: undo leaves what others did to the same shape', () => {
    const { ada, ben } = withBox()
    ada.change('shape:a', { x: 10 })
    synchronise([ada, ben])
    ben.change('shape:a', { props: { color: 'red' } })
    synchronise([ada, ben])
    ada.binding.history.undo()
    synchronise([ada, ben])
    for (const peer of [ada, ben]) expect(peer.get('shape:a')).toMatchObject({ x: 0, props: { color: 'red' } })
  })

  it('BND-32: undo does not take back what others have since put in its place', () => {
    const { ada, ben } = withBox()
    ada.change('shape:a', { x: 10 })
    synchronise([ada, ben])
    ben.change('shape:a', { x: 99 })
    synchronise([ada, ben])
    ada.binding.history.undo()
    synchronise([ada, ben])
    expect(ben.get('shape:a')).not.toMatchObject({ x: 0 })
  })

  it('BND-33: what others did is in nobody else’s steps', () => {
    const { ada, ben } = withBox()
    expect(ben.binding.history.steps.get()).toEqual({ canUndo: false, canRedo: false })
    ben.binding.history.undo()
    synchronise([ada, ben])
    expect(ada.get('shape:a')).toBeDefined()
  })

  it('BND-34: giving up in mid-drag puts one’s own back to the mark, leaves others’ work and nothing to redo', () => {
    const { ada, ben } = withBox()
    ada.binding.history.mark('drag')
    ada.hold('shape:a')
    for (let x = 1; x < 10; x++) {
      ada.change('shape:a', { x })
      ada.scheduler.advance(30)
    }
    ben.change('shape:a', { props: { color: 'red' } })
    ben.put(box('b'))
    synchronise([ada, ben])
    ada.change('shape:a', { x: 44 })
    ada.binding.history.bailToMark('drag')
    expect(ada.get('shape:a')).toMatchObject({ x: 0, props: { color: 'red' } })
    expect(ada.get('shape:b')).toBeDefined()
    expect(ada.binding.history.steps.get()).toEqual({ canUndo: true, canRedo: false })
    ada.letGo()
    synchronise([ada, ben])
    expect(ben.get('shape:a')).toMatchObject({ x: 0, props: { color: 'red' } })
  })

  it('BND-35: giving up a drag within a zone that wrote nothing puts the card back as well', () => {
    const { ada, ben, zones } = two()
    ada.put(painPoint('one', { parent: zones['pain-points'] ?? '' }))
    synchronise([ada, ben])
    const before = ada.get('shape:one')
    ada.binding.history.mark('drag')
    ada.hold('shape:one')
    ada.change('shape:one', { x: 500, y: 500 })
    ada.settle()
    ada.binding.history.bailToMark('drag')
    expect(ada.get('shape:one')).toEqual(before)
  })

  it('BND-36: bailing goes no further back than the mark, even where others have overwritten every change', () => {
    const { ada, ben } = withBox()
    ada.change('shape:a', { props: { color: 'blue' } })
    ada.binding.history.mark('drag')
    ada.change('shape:a', { x: 10 })
    synchronise([ada, ben])
    ben.change('shape:a', { x: 50 })
    synchronise([ada, ben])
    ada.binding.history.bailToMark('drag')
    expect(ada.get('shape:a')).toMatchObject({ x: 50, props: { color: 'blue' } })
    expect(ada.binding.history.steps.get().canUndo).toBe(true)
  })

  it('BND-37: steps since a mark can be made one', () => {
    const { ada } = withBox()
    ada.binding.history.mark('crop')
    ada.change('shape:a', { x: 1 })
    ada.binding.history.mark('between')
    ada.change('shape:a', { y: 1 })
    ada.binding.history.squashToMark('crop')
    ada.binding.history.undo()
    expect(ada.get('shape:a')).toMatchObject({ x: 0, y: 0 })
    ada.binding.history.redo()
    expect(ada.get('shape:a')).toMatchObject({ x: 1, y: 1 })
  })

  it('BND-38: what is written unrecorded leaves no step', () => {
    const { ada } = withBox()
    ada.change('shape:a', { x: 1 })
    ada.binding.flush({ recorded: false })
    ada.binding.history.undo()
    expect(ada.get('shape:a')).toBeUndefined()
    expect(ada.binding.history.steps.get().canUndo).toBe(false)
  })

  it('BND-39: what was remembered with a step comes back with it', () => {
    const { ada } = withBox()
    let selected = 'nothing'
    ada.binding.history.keepMemory({ remember: () => selected, recall: (memory) => (selected = String(memory)) })
    ada.binding.history.mark('move')
    selected = 'a'
    ada.change('shape:a', { x: 10 })
    ada.settle()
    ada.binding.history.undo()
    expect(selected).toBe('nothing')
    ada.binding.history.redo()
    expect(selected).toBe('a')
    ada.binding.history.undo()
    expect(selected).toBe('nothing')
  })

  it('BND-40: a card whose removal is undone comes back with the text that others typed', () => {
    const { ada, ben } = two()
    ada.put(painPoint('one', {}, { whatHurts: 'waiting' }))
    synchronise([ada, ben])
    ben.doc.transact(() => {
      const text = ben.doc.getMap('texts').get('shape:one/whatHurts')
      ;(text as { insert(at: number, text: string): void }).insert(7, ' for hours')
    })
    synchronise([ada, ben])
    ada.binding.history.mark('delete')
    ada.remove('shape:one')
    synchronise([ada, ben])
    expect(ben.get('shape:one')).toBeUndefined()
    ada.binding.history.undo()
    synchronise([ada, ben])
    expect(ben.get('shape:one')).toMatchObject({ props: { fields: { whatHurts: 'waiting for hours' } } })
  })

  it('BND-41: a new change after an undo leaves nothing to redo, an old mark does no harm', () => {
    const { ada } = withBox()
    ada.change('shape:a', { x: 10 })
    ada.binding.history.mark('after')
    ada.binding.history.undo()
    ada.change('shape:a', { y: 7 })
    ada.settle()
    expect(ada.binding.history.steps.get()).toEqual({ canUndo: true, canRedo: false })
    ada.binding.history.bailToMark('after')
    expect(ada.get('shape:a')).toMatchObject({ x: 0, y: 7 })
  })
})
