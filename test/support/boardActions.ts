import fc from 'fast-check'
import type { Store } from '@tldraw/store'
import type { TLRecord } from '@tldraw/tlschema'
import type { BoardBinding } from '../../client/board/BoardBinding.ts'
import { TextFieldBinding, type TextBox } from '../../client/board/TextFieldBinding.ts'
import { isCard, isContainer, isZone } from '../../shared/board/schema.ts'
import { arrow, arrowBinding, box, frame, painPoint } from './boardShapes.ts'

/** Who does it: someone with a store that is bound to a board. */
export interface Actor {
  readonly store: Store<TLRecord>
  readonly binding: BoardBinding
  readonly scheduler: { now(): number; drawFrame(): void }
  get(id: string): TLRecord | undefined
  change(id: string, patch: { props?: Record<string, unknown>; [key: string]: unknown }): void
  put(...records: TLRecord[]): void
  remove(...ids: string[]): void
  /** Takes a shape in hand. */
  hold(id: string): void
  letGo(): void
}

/** One random thing that someone does on a board. Numbers choose among what is there. */
export type BoardAction =
  | { do: 'box' | 'frame'; x: number }
  | { do: 'card'; into: number; order: number; text: string }
  | { do: 'link'; from: number; to: number }
  | { do: 'move'; which: number; x: number; y: number }
  | { do: 'resize'; which: number; w: number; h: number }
  | { do: 'reparent'; which: number; into: number; order: number }
  | { do: 'field'; which: number; severity: number }
  | { do: 'tags'; which: number; tag: string; has: boolean }
  | { do: 'type'; which: number; at: number; text: string; removed: number }
  | { do: 'delete'; which: number; withChildren: boolean }
  | { do: 'hold' | 'page'; which: number }
  | { do: 'mark' | 'undo' | 'redo' | 'bail' | 'let go' | 'frame drawn' }

const which = fc.nat(1000)
const order = fc.integer({ min: 1, max: 9 })
const words = fc.constantFrom('a', 'bb', 'naïve', '👩‍🔬', 'what hurts', '')

export const boardAction: fc.Arbitrary<BoardAction> = fc.oneof(
  fc.record({ do: fc.constantFrom('box' as const, 'frame' as const), x: fc.integer({ min: -500, max: 500 }) }),
  fc.record({ do: fc.constant('card' as const), into: which, order, text: words }),
  fc.record({ do: fc.constant('link' as const), from: which, to: which }),
  fc.record({ do: fc.constant('move' as const), which, x: fc.nat(900), y: fc.nat(900) }),
  fc.record({
    do: fc.constant('resize' as const),
    which,
    w: fc.integer({ min: 1, max: 600 }),
    h: fc.integer({ min: 1, max: 600 }),
  }),
  fc.record({ do: fc.constant('reparent' as const), which, into: which, order }),
  fc.record({ do: fc.constant('field' as const), which, severity: fc.integer({ min: 1, max: 5 }) }),
  fc.record({ do: fc.constant('tags' as const), which, tag: fc.constantFrom('x', 'y', 'z'), has: fc.boolean() }),
  fc.record({ do: fc.constant('type' as const), which, at: fc.nat(20), text: words, removed: fc.nat(3) }),
  fc.record({ do: fc.constant('delete' as const), which, withChildren: fc.boolean() }),
  fc.record({ do: fc.constantFrom('hold' as const, 'page' as const), which }),
  fc.record({
    do: fc.constantFrom(
      'mark' as const,
      'undo' as const,
      'redo' as const,
      'bail' as const,
      'let go' as const,
      'frame drawn' as const,
    ),
  }),
)

/** A text field that nobody sees. */
export class HiddenBox implements TextBox {
  value = ''
  selection: TextBox['selection'] = { start: 0, end: 0 }
  isEditable = true

  /** Types as a browser would: the caret ends behind what was inserted. */
  type(field: TextFieldBinding, at: number, text: string, removed = 0): void {
    const start = Math.min(at, this.value.length)
    this.value = this.value.slice(0, start) + text + this.value.slice(start + removed)
    this.selection = { start: start + text.length, end: start + text.length }
    field.input()
  }
}

/** Does it, as far as it can be done on this board. `name` names what is made. */
export function act(peer: Actor, action: BoardAction, name: string): void {
  const records = peer.store.allRecords()
  const shapes = records.filter((record) => record.typeName === 'shape').toSorted(byId)
  const cards = shapes.filter(isCard)
  const parents = records.filter((record) => record.typeName === 'page' || isContainer(record)).toSorted(byId)
  switch (action.do) {
    case 'box':
      return peer.put(box(name, { x: action.x }))
    case 'frame':
      return peer.put(frame(name, { x: action.x }))
    case 'card': {
      const parent = pick(parents, action.into)?.id ?? 'page:page'
      return peer.put(painPoint(name, { parent, index: `a${action.order}` }, { whatHurts: action.text }))
    }
    case 'link': {
      const [from, to] = [pick(shapes, action.from), pick(shapes, action.to)]
      if (from === undefined || to === undefined || from === to) return
      const ends = [
        arrowBinding(`${name}s`, `shape:${name}`, from.id, 'start'),
        arrowBinding(`${name}e`, `shape:${name}`, to.id, 'end'),
      ]
      return peer.put(arrow(name), ...ends)
    }
    case 'move':
      return withOne(shapes, action.which, ({ id }) => peer.change(id, { x: action.x, y: action.y }))
    case 'resize':
      return withOne(shapes, action.which, ({ id, props }) => {
        if ('w' in props && 'h' in props) peer.change(id, { props: { w: action.w, h: action.h } })
      })
    case 'reparent':
      return withOne(shapes, action.which, ({ id }) => {
        const parentId = pick(parents, action.into)?.id
        // Nobody can do this to themselves; two at once can.
        if (parentId === undefined || isUnder(peer, parentId, id)) return
        peer.change(id, { parentId, index: `a${action.order}` })
      })
    case 'field':
      return withOne(cards, action.which, ({ id, props }) =>
        peer.change(id, { props: { fields: { ...props.fields, severity: action.severity } } }),
      )
    case 'tags':
      return withOne(cards, action.which, ({ id, props }) => {
        const tags = new Set(Array.isArray(props.fields['tags']) ? props.fields['tags'] : [])
        if (action.has) tags.add(action.tag)
        else tags.delete(action.tag)
        peer.change(id, { props: { fields: { ...props.fields, tags: [...tags] } } })
      })
    case 'type':
      return withOne(cards, action.which, ({ id }) => {
        const hidden = new HiddenBox()
        const field = new TextFieldBinding(peer.binding, id, 'whatHurts', hidden, () => peer.scheduler.now())
        if (hidden.isEditable) hidden.type(field, action.at, action.text, action.removed)
        field.close()
      })
    case 'delete':
      return withOne(shapes, action.which, ({ id }) => {
        const gone = action.withChildren ? shapes.filter((shape) => isUnder(peer, shape.id, id)) : []
        peer.remove(id, ...gone.map((shape) => shape.id))
      })
    case 'page':
      return withOne(shapes.filter(isZone), action.which, ({ id }) => peer.change(id, { props: { title: name } }))
    case 'hold':
      return withOne(shapes, action.which, ({ id }) => peer.hold(id))
    case 'let go':
      return peer.letGo()
    case 'mark':
      return peer.binding.history.mark(name)
    case 'undo':
      return peer.binding.history.undo()
    case 'redo':
      return peer.binding.history.redo()
    case 'bail':
      return peer.binding.history.bail()
    case 'frame drawn':
      return peer.scheduler.drawFrame()
  }
}

function byId(a: TLRecord, b: TLRecord): number {
  return a.id < b.id ? -1 : 1
}

function pick<T>(from: readonly T[], number: number): T | undefined {
  return from[number % Math.max(1, from.length)]
}

function withOne<T>(from: readonly T[], number: number, run: (one: T) => void): void {
  const one = pick(from, number)
  if (one !== undefined) run(one)
}

function isUnder(peer: Actor, id: string, ancestor: string): boolean {
  for (let at = peer.get(id); at?.typeName === 'shape'; at = peer.get(at.parentId)) if (at.id === ancestor) return true
  return false
}
