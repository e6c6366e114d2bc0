import * as Y from 'yjs'
import { describe, expect, it } from 'vitest'
import { movePosition, splicesOf, type TextDelta } from '../../client/board/fieldCaret.ts'
import { randomOf } from '../support/seeded.ts'
import { holdsToken } from './facts.ts'

/** Somebody who types words at places between the words that are there, letter by letter, and deletes some of their own. */
class Writer {
  readonly doc = new Y.Doc()
  readonly text = this.doc.getText('text')
  readonly whole: string[] = []
  /** What each of the others has not heard yet. */
  readonly unheard: Uint8Array[][]
  readonly #name: string
  readonly #random: () => number
  #caret = 0
  #word = ''
  #left = ''
  #count = 0

  constructor(name: string, writers: number, random: () => number) {
    this.#name = name
    this.#random = random
    // Which of two comes first at one place goes by their ids: the same ones give the same text each time.
    this.doc.clientID = 1 + Math.floor(random() * 2 ** 30)
    this.unheard = Array.from({ length: writers }, () => [])
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'heard') for (const queue of this.unheard) queue.push(update)
    })
    this.text.observe((event, { local }) => {
      if (local) return
      for (const splice of splicesOf(event.delta as TextDelta)) this.#caret = movePosition(this.#caret, splice)
    })
  }

  act(): void {
    if (this.#left !== '') return this.#type()
    const oldest = this.whole.length > 2 && this.#random() < 0.6 ? this.whole.shift() : undefined
    if (oldest === undefined) return this.#begin()
    const at = this.text.toString().indexOf(oldest)
    if (at >= 0) this.text.delete(at, oldest.length)
  }

  finish(): void {
    while (this.#left !== '') this.#type()
  }

  #begin(): void {
    const spots = [0, ...[...this.text.toString().matchAll(/»/gu)].map(({ index }) => index + 1)]
    this.#caret = spots[Math.floor(this.#random() * spots.length)] ?? 0
    this.#word = this.#left = `«${this.#name}-${this.#count++}»`
    this.#type()
  }

  #type(): void {
    this.text.insert(this.#caret, this.#left.charAt(0))
    this.#caret += 1
    this.#left = this.#left.slice(1)
    if (this.#left === '') this.whole.push(this.#word)
  }
}

describe('words that several people type at one place in bare Yjs', () => {
  it('get words of others in their middle while these do not hear of each other; read past those, nearly all are whole', () => {
    let torn = 0
    let missing = 0
    for (let seed = 1; seed <= 150; seed++) {
      const random = randomOf(seed)
      const writers = ['a', 'b', 'c', 'd'].map((name) => new Writer(name, 4, random))
      const hear = (listener: Writer, at: number, from: Writer, most: number) => {
        for (const update of from.unheard[at]?.splice(0, most) ?? []) Y.applyUpdate(listener.doc, update, 'heard')
      }
      const anyOne = () => Math.floor(random() * writers.length)
      for (let step = 0; step < 600; step++) {
        const at = anyOne()
        const [writer, other] = [writers[at], writers[anyOne()]]
        if (writer === undefined || other === undefined) continue
        if (random() < 0.5) writer.act()
        else if (other !== writer) hear(writer, at, other, Math.floor(random() * 6))
      }
      for (const writer of writers) writer.finish()
      for (const [at, writer] of writers.entries()) {
        for (const other of writers) if (other !== writer) hear(writer, at, other, Infinity)
      }
      const text = writers[0]?.text.toString() ?? ''
      const words = writers.flatMap(({ whole }) => whole)
      torn += words.filter((word) => !text.includes(word)).length
      missing += words.filter((word) => !holdsToken(text, word)).length
    }
    expect(torn).toBeGreaterThan(20)
    expect(missing).toBeLessThan(torn / 3)
  })
})
