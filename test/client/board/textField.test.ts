import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type * as Y from 'yjs'
import { TextFieldBinding } from '../../../client/board/TextFieldBinding.ts'
import { readBoard } from '../../../shared/board/read.ts'
import { isCard } from '../../../shared/board/schema.ts'
import { TEXT_MAX } from '../../../shared/templates/textLimits.ts'
import { HiddenBox } from '../../support/boardActions.ts'
import { MemoryServer, Peer, synchronise } from '../../support/boardPeers.ts'
import { newBoard, painPoint } from '../../support/boardShapes.ts'
import { seeded } from '../../support/seeded.ts'

interface Field {
  peer: Peer
  box: HiddenBox
  binding: TextFieldBinding
}

function open(peer: Peer): Field {
  const box = new HiddenBox()
  const binding = new TextFieldBinding(peer.binding, 'shape:one', 'whatHurts', box, () => peer.scheduler.now())
  return { peer, box, binding }
}

/** Two people with the same field open, holding this text. */
function together(text: string): { ada: Field; ben: Field } {
  const server = new MemoryServer(newBoard())
  const [ada, ben] = [new Peer(server), new Peer(server)]
  ada.put(painPoint('one', {}, { whatHurts: text }))
  synchronise([ada, ben])
  ada.binding.history.clear()
  return { ada: open(ada), ben: open(ben) }
}

function caret(field: Field, at: number): void {
  field.box.selection = { start: at, end: at }
}

function deliver(...fields: Field[]): void {
  for (const { peer } of fields) peer.wire.deliverToServer()
  for (const { peer } of fields) peer.wire.deliverToClient()
}

describe('typing together', () => {
  it('BND-50: a field shows its text when it opens, though its card was made just now', () => {
    const ada = new Peer(new MemoryServer(newBoard()))
    ada.put(painPoint('one', {}, { whatHurts: 'waiting' }))
    const field = open(ada)
    expect(field.box).toMatchObject({ value: 'waiting', isEditable: true })
    field.box.type(field.binding, 7, '!')
    ada.settle()
    expect(ada.get('shape:one')).toMatchObject({ props: { fields: { whatHurts: 'waiting!' } } })
  })

  it('BND-51: what two type at once keeps every character, and comes in at once, with the caret', () => {
    const { ada, ben } = together('we wait')
    caret(ben, 7)
    ada.box.type(ada.binding, 0, 'Today ')
    ben.box.type(ben.binding, 7, ' too long')
    deliver(ada, ben)
    expect(ada.box.value).toBe('Today we wait too long')
    expect(ben.box.value).toBe('Today we wait too long')
    expect(ben.box.selection).toEqual({ start: 22, end: 22 })
    expect(ada.box.selection).toEqual({ start: 6, end: 6 })
  })

  it('BND-52: a key costs at most 40 bytes', () => {
    const { ada } = together('we wait')
    ada.box.type(ada.binding, 7, ' ')
    ada.peer.sent.length = 0
    ada.box.type(ada.binding, 8, 'l')
    expect(ada.peer.sent).toHaveLength(1)
    expect(ada.peer.sent[0]?.length).toBeLessThanOrEqual(40)
  })

  it('BND-53: among equal letters the caret says which was typed', () => {
    const { ada, ben } = together('aaaa')
    ada.box.type(ada.binding, 1, 'a')
    ben.box.type(ben.binding, 4, 'b')
    caret(ben, 1)
    deliver(ada, ben)
    expect(ben.box.value).toBe('aaaaab')
    expect(ben.box.selection).toEqual({ start: 1, end: 1 })
  })

  it('BND-54: what others type during a composition waits for its end, and nothing of either is lost', () => {
    const { ada, ben } = together('ab')
    ada.binding.compositionStart()
    ada.box.value = 'kaab'
    ada.box.selection = { start: 2, end: 2 }
    ada.binding.input()
    ben.box.type(ben.binding, 2, 'cd')
    ben.box.type(ben.binding, 0, '-')
    deliver(ben, ada)
    expect(ada.box.value).toBe('kaab')
    ada.box.value = 'かab'
    ada.box.selection = { start: 1, end: 1 }
    ada.binding.compositionEnd()
    expect(ada.box.value).toBe('-かabcd')
    expect(ada.box.selection).toEqual({ start: 2, end: 2 })
    deliver(ada, ben)
    expect(ben.box.value).toBe('-かabcd')
  })

  it('BND-55: a composition that is given up takes in what came meanwhile', () => {
    const { ada, ben } = together('ab')
    ada.binding.compositionStart()
    ada.box.value = 'xab'
    ben.box.type(ben.binding, 2, 'c')
    deliver(ben, ada)
    ada.box.value = 'ab'
    ada.binding.compositionEnd()
    expect(ada.box.value).toBe('abc')
  })

  it('BND-56: undo takes back only one’s own typing, in one step for a run of it', () => {
    const { ada, ben } = together('')
    ada.box.type(ada.binding, 0, 'o')
    ada.box.type(ada.binding, 1, 'n')
    deliver(ada, ben)
    ben.box.type(ben.binding, 2, '!')
    deliver(ben, ada)
    ada.peer.scheduler.advance(5000)
    ada.box.type(ada.binding, 2, 'e')
    expect(ada.box.value).toBe('one!')
    ada.binding.undo()
    expect(ada.box.value).toBe('on!')
    ada.binding.undo()
    expect(ada.box.value).toBe('!')
    ada.binding.redo()
    expect(ada.box.value).toBe('on!')
    deliver(ada, ben)
    expect(ben.box.value).toBe('on!')
  })

  it('BND-61: typing somewhere else in the text is a step of its own', () => {
    const { ada, ben } = together('middle')
    ada.box.type(ada.binding, 6, ' e')
    ada.box.type(ada.binding, 8, 'nd')
    ada.box.type(ada.binding, 0, 's')
    ben.box.type(ben.binding, 0, '> ')
    deliver(ada, ben)
    const at = ada.box.value.indexOf('s') + 1
    ada.box.type(ada.binding, at, 'tart ')
    expect(ada.box.value.replace('> ', '')).toBe('start middle end')
    ada.binding.undo()
    expect(ada.box.value).toBe('> middle end')
    ada.binding.undo()
    expect(ada.box.value).toBe('> middle')
  })

  it('BND-57: while the card is gone the field takes nothing, and goes on when it is back', () => {
    const { ada, ben } = together('ab')
    ben.peer.binding.history.mark('delete')
    ben.peer.remove('shape:one')
    synchronise([ada.peer, ben.peer])
    expect(ada.box.isEditable).toBe(false)
    ada.box.type(ada.binding, 0, 'x')
    ben.peer.binding.history.undo()
    synchronise([ada.peer, ben.peer])
    expect(ada.box).toMatchObject({ isEditable: true, value: 'ab' })
    ada.box.type(ada.binding, 2, 'c')
    synchronise([ada.peer, ben.peer])
    expect(ben.peer.get('shape:one')).toMatchObject({ props: { fields: { whatHurts: 'abc' } } })
  })

  it('BND-202: a text that is cut at its limit never ends in half a character', () => {
    const { ada, ben } = together('x'.repeat(TEXT_MAX - 1))
    ada.box.type(ada.binding, TEXT_MAX - 1, '\u{1F600}')
    deliver(ada, ben)
    for (const { box } of [ada, ben]) expect(box.value).toBe('x'.repeat(TEXT_MAX - 1))
    ada.peer.settle()
    expect(readBoard(ben.peer.doc).invalid.size).toBe(0)
    // Longer than any of our fields lets it become: readers cut it as well.
    const text = ada.peer.doc.getMap<Y.Text>('texts').get('shape:one/whatHurts')
    text?.insert(TEXT_MAX - 1, '\u{1F600}')
    const card = readBoard(ada.peer.doc).records.get('shape:one')
    expect(isCard(card) && card.props.fields['whatHurts']).toBe('x'.repeat(TEXT_MAX - 1))
  })

  it('BND-58: a text is never longer than its limit', () => {
    const { ada } = together('x'.repeat(TEXT_MAX - 2))
    ada.box.type(ada.binding, 5, 'abcdef')
    expect(ada.box.value).toHaveLength(TEXT_MAX)
    expect(ada.box.value.slice(0, 8)).toBe('xxxxxabx')
  })

  it('BND-59: half a character is never written', () => {
    const { ada, ben } = together('👩')
    ada.box.value = `a${'👩'.slice(1)}`
    ada.binding.input()
    deliver(ada, ben)
    expect(ada.box.value).toBe(ben.box.value)
    expect(ada.box.value.isWellFormed()).toBe(true)
  })

  it(
    'BND-60: whatever two type, compose and hear in whatever order, their fields and props agree',
    { timeout: 60_000 },
    () => {
      const letters = fc.constantFrom('a', 'b', 'ab', '👩', 'é', '')
      const turn = fc.record({
        by: fc.constantFrom('ada' as const, 'ben' as const),
        what: fc.constantFrom('type', 'type', 'compose', 'compose end', 'deliver', 'undo', 'redo'),
        at: fc.nat(12),
        text: letters,
        removed: fc.nat(2),
      })
      fc.assert(
        fc.property(fc.constantFrom('', 'aaa', 'héllo 👩‍🔬'), fc.array(turn, { maxLength: 40 }), (start, turns) => {
          const { ada, ben } = together(start)
          const composing = new Set<Field>()
          for (const { by, what, at, text, removed } of turns) {
            const field = by === 'ada' ? ada : ben
            if (what === 'type') field.box.type(field.binding, at, text, removed)
            else if (what === 'compose') {
              composing.add(field)
              field.binding.compositionStart()
              field.box.type(field.binding, at, text)
            } else if (what === 'compose end') {
              composing.delete(field)
              field.binding.compositionEnd()
            } else if (what === 'deliver') deliver(field)
            else if (what === 'undo') field.binding.undo()
            else field.binding.redo()
          }
          for (const field of composing) field.binding.compositionEnd()
          synchronise([ada.peer, ben.peer])
          expect(ada.box.value).toBe(ben.box.value)
          for (const { peer } of [ada, ben]) {
            expect(peer.get('shape:one')).toMatchObject({ props: { fields: { whatHurts: ada.box.value } } })
          }
          const { selection, value } = ada.box
          expect(selection?.end).toBeLessThanOrEqual(value.length)
          for (const { binding, peer } of [ada, ben]) {
            binding.close()
            peer.binding.close()
          }
        }),
        { ...seeded('typing together'), numRuns: Number(process.env['FUZZ_RUNS'] ?? 200) },
      )
    },
  )
})
