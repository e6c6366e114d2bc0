import { uint32 } from 'lib0/random'
import type * as Y from 'yjs'

/**
 * The Yjs id under which this screen writes. Of two structs with one id and clock Yjs keeps the first and drops the other
 * without a word, so nobody else may get ahead of changes that are not on the server yet: of a live socket's id the server
 * takes care, which has to be told of it before anything is written under it; what is made without a socket is safe
 * because nobody has heard of its id.
 */
export class WriterId {
  readonly #doc: Y.Doc
  readonly #tell: (id: number) => boolean
  readonly #onTransaction = (): void => this.#claim()
  /** The id that the open socket has claimed. */
  #claimed: number | null = null

  /** @param tell sends a claim; false if no socket is open */
  constructor(doc: Y.Doc, tell: (id: number) => boolean) {
    this.#doc = doc
    this.#tell = tell
    // Yjs takes another id by itself where it sees its own used by somebody else.
    doc.on('beforeTransaction', this.#onTransaction)
  }

  /** A socket opened, or closed: whoever was on the board has seen the id used until now. */
  renew(): void {
    this.#claimed = null
    this.#doc.clientID = uint32()
    this.#claim()
  }

  stop(): void {
    this.#doc.off('beforeTransaction', this.#onTransaction)
  }

  #claim(): void {
    const { clientID } = this.#doc
    if (clientID !== this.#claimed && this.#tell(clientID)) this.#claimed = clientID
  }
}
