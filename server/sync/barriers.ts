import { numberMessage } from '../../shared/sync/messages.ts'
import { MESSAGE } from '../../shared/sync/protocol.ts'
import type { Persister } from './persister.ts'

/** What one socket asked to be told once it is on disk. */
export class Barriers {
  readonly #persister: Persister
  readonly #maxOpen: number
  readonly #send: (message: Uint8Array) => void
  /** Barriers behind an update that waits for its predecessors: it is not even on its way to disk. */
  #held: number[] = []
  #open = 0

  constructor(persister: Persister, maxOpen: number, send: (message: Uint8Array) => void) {
    this.#persister = persister
    this.#maxOpen = maxOpen
    this.#send = send
  }

  /** Takes a barrier; `hold` keeps it until `release`. False if too many are unanswered. */
  take(barrier: number, hold: boolean): boolean {
    if (this.#open >= this.#maxOpen) return false
    this.#open += 1
    if (hold) this.#held.push(barrier)
    else this.#awaitDisk(barrier)
    return true
  }

  /** Answers that what came before is not saved and will not be. */
  refuse(barrier: number): void {
    this.#send(numberMessage(MESSAGE.notSaved, barrier))
  }

  /** What was held back is on its way to disk now. */
  release(): void {
    const held = this.#held
    this.#held = []
    for (const barrier of held) this.#awaitDisk(barrier)
  }

  #awaitDisk(barrier: number): void {
    let told = false
    this.#persister.whenDurable({
      position: this.#persister.position,
      onDurable: () => {
        this.#open -= 1
        this.#send(numberMessage(MESSAGE.saved, barrier))
      },
      onRefused: () => {
        if (told) return
        told = true
        this.#send(numberMessage(MESSAGE.notSaved, barrier))
      },
    })
  }
}
