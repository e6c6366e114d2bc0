import type * as Y from 'yjs'
import { TextFieldBinding } from '../../client/board/TextFieldBinding.ts'
import { HiddenBox } from './boardActions.ts'
import { box } from './boardShapes.ts'
import type { AtDevice } from './device.ts'
import { realScheduler } from './realScheduler.ts'

/** One thing that somebody did, which a board either shows or does not. */
interface Deed {
  readonly name: string
  readonly done: 'drawn' | 'moved' | 'deleted' | 'typed'
  /** Where it was moved to. */
  readonly x: number
}

/**
 * What somebody did at a device, in order, and how much of it the screen has shown as Saved. Each has shapes of their
 * own, so that nobody else's work changes what is expected; all type into one card.
 */
export class Ledger {
  readonly #owner: string
  readonly #card: string
  readonly #deeds: Deed[] = []
  #saved = 0
  #count = 0
  #unsubscribe: () => void = () => undefined

  constructor(owner: string, card: string) {
    this.#owner = owner
    this.#card = card
  }

  /** How much of it was shown as Saved. */
  get saved(): number {
    return this.#saved
  }

  get length(): number {
    return this.#deeds.length
  }

  /** From now on this device's status counts. `onSaved` is called when it has told that more is saved. */
  follow(device: AtDevice, onSaved: () => void): void {
    this.#unsubscribe()
    const note = (): void => {
      if (device.board.status.get().state !== 'saved' || this.#saved === this.#deeds.length) return
      this.#saved = this.#deeds.length
      onSaved()
    }
    this.#unsubscribe = device.board.status.subscribe(note)
  }

  /** Somebody leaves a device that keeps nothing: what was not saved may be gone, and nobody said otherwise. */
  forgetUnsaved(): void {
    this.#unsubscribe()
    const uncertain = new Set(this.#deeds.slice(this.#saved).map(({ name }) => name))
    const certain = this.#deeds.filter(({ name }) => !uncertain.has(name))
    this.#deeds.splice(0, this.#deeds.length, ...certain)
    this.#saved = certain.length
  }

  /** Does something; `random` says what. */
  act(device: AtDevice, random: () => number): void {
    const name = `${this.#owner}${this.#count++}`
    const { store } = device.binding
    const mine = this.#shapes()
    const target = mine[Math.floor(random() * mine.length)]
    const what = random()
    if (what < 0.15 && this.#type(device, name, random() < 0.5)) {
      this.#deeds.push({ name, done: 'typed', x: 0 })
    } else if (what < 0.4 && target !== undefined) {
      const x = Math.floor(random() * 1000)
      store.update(`shape:${target}` as never, (record) => Object.assign({}, record, { x }))
      this.#deeds.push({ name: target, done: 'moved', x })
    } else if (what < 0.5 && target !== undefined) {
      store.remove([`shape:${target}` as never])
      this.#deeds.push({ name: target, done: 'deleted', x: 0 })
    } else {
      store.put([box(name, { x: 1 })])
      this.#deeds.push({ name, done: 'drawn', x: 1 })
    }
  }

  /** What of the first `count` deeds a board does not show, and none of the later ones can have undone. */
  missing(doc: Y.Doc, count = this.#saved): string[] {
    const records = doc.getMap<{ x?: number }>('records')
    const edits = doc.getMap<number[]>('edits')
    const typed = doc.getMap<Y.Text>('texts').get(`shape:${this.#card}/whatHurts`)?.toJSON() ?? ''
    const touchedLater = new Set(this.#deeds.slice(count).map(({ name }) => name))
    const missing: string[] = []
    for (const { name, done, x } of this.#last(count)) {
      if (touchedLater.has(name)) continue
      const id = `shape:${name}`
      if (done === 'typed' ? !typed.includes(`<${name}>`) : records.has(id) === (done === 'deleted')) {
        missing.push(`${name} was ${done}`)
      } else if (done === 'moved' && (edits.get(`${id}/place`)?.[0] ?? records.get(id)?.x) !== x) {
        missing.push(`${name} was moved to ${x}`)
      }
    }
    return missing
  }

  /** Types at either end of the common card's text; false where it is full. */
  #type(device: AtDevice, name: string, atEnd: boolean): boolean {
    const hidden = new HiddenBox()
    const card = `shape:${this.#card}`
    const field = new TextFieldBinding(device.binding, card, 'whatHurts', hidden, () => realScheduler.now())
    const hasRoom = hidden.isEditable && hidden.value.length < 9_000
    if (hasRoom) hidden.type(field, atEnd ? hidden.value.length : 0, `<${name}>`)
    field.close()
    return hasRoom
  }

  #last(count: number): Deed[] {
    return [...new Map(this.#deeds.slice(0, count).map((deed) => [deed.name, deed])).values()]
  }

  #shapes(): string[] {
    const last = this.#last(this.#deeds.length)
    return last.filter(({ done }) => done === 'drawn' || done === 'moved').map(({ name }) => name)
  }
}
