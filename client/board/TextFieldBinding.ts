import * as Y from 'yjs'
import { boardRoots, partKey } from '../../shared/board/keys.ts'
import { moveSplice, smallestSplice, type Splice } from '../../shared/board/textSplice.ts'
import { cutText } from '../../shared/templates/cutText.ts'
import { TEXT_MAX } from '../../shared/templates/textLimits.ts'
import type { BoardBinding } from './BoardBinding.ts'
import { movePosition, moveSelection, splicesOf, type Selection, type TextDelta } from './fieldCaret.ts'
import { OWN_ORIGINS } from './ownOrigins.ts'

/** What the binding needs of an input or a textarea. */
export interface TextBox {
  value: string
  /** Null where the element has no caret to speak of, because it is not focused. */
  selection: Selection | null
  isEditable: boolean
}

/** A pause after which what is typed is a step of its own to undo, as it is somewhere else in the text. */
const STEP_PAUSE_MS = 1500

/**
 * One open text field and its Y.Text. What is typed goes to the text as the smallest splice; what others type comes into
 * the field at once, moving the caret with it. During a composition (IME) the field is left alone, since setting its
 * value would end it: what others type meanwhile is kept, and both are joined when it ends.
 */
export class TextFieldBinding {
  readonly #binding: BoardBinding
  readonly #box: TextBox
  readonly #texts: Y.Map<unknown>
  readonly #key: string
  readonly #now: () => number
  #text: Y.Text | null = null
  /** The field's text as it agreed with the Y.Text last. */
  #shown = ''
  /** What others did since a composition began; null while none goes on. */
  #composition: Splice[] | null = null
  #isWriting = false
  #typedAt: number
  /** Where typing would go on; null before the first letter. */
  #typingAt: number | null = null

  constructor(binding: BoardBinding, cardId: string, field: string, box: TextBox, now: () => number) {
    this.#binding = binding
    this.#box = box
    this.#now = now
    this.#typedAt = now()
    this.#texts = boardRoots(binding.doc).texts
    this.#key = partKey(cardId, field)
    // A card that was just made is in the document only once it is written, and with it its text.
    binding.history.endStep()
    this.#texts.observe(this.#onTexts)
    this.#follow()
    this.#show(this.#text?.toString() ?? box.value)
  }

  /** The user changed the field. */
  input(): void {
    if (this.#composition !== null) return
    const own = this.#ownSplice()
    if (own === null) return
    this.#write(own)
    // Cut at the limit, it is less than what the field holds.
    this.#show(this.#shown, this.#box.selection)
  }

  /** A composition begins. */
  compositionStart(): void {
    this.#composition ??= []
  }

  /** A composition has ended, with its outcome in the field. */
  compositionEnd(): void {
    if (this.#composition === null) return
    const theirs = this.#composition
    this.#composition = null
    const own = this.#ownSplice()
    if (own === null && theirs.length === 0) return
    let caret = this.#box.selection
    let moved = own
    for (const splice of theirs) {
      // Where theirs lies in the field, which already holds one's own.
      const inField = moved === null || splice.at <= moved.at ? splice : moveSplice(splice, moved)
      caret = caret && moveSelection(caret, inField)
      moved = moved && moveSplice(moved, splice)
    }
    this.#shown = this.#text?.toString() ?? this.#shown
    if (moved !== null) this.#write(moved)
    this.#show(this.#shown, caret)
  }

  undo(): void {
    if (this.#composition === null) this.#binding.history.undo()
  }

  redo(): void {
    if (this.#composition === null) this.#binding.history.redo()
  }

  close(): void {
    this.compositionEnd()
    this.#texts.unobserve(this.#onTexts)
    this.#text?.unobserve(this.#onText)
    this.#binding.history.endStep()
  }

  readonly #onTexts = (event: Y.YMapEvent<unknown>): void => {
    if (!event.keysChanged.has(this.#key)) return
    // Removed with its card, or another one after the removal was undone.
    this.#follow()
    if (this.#text !== null) this.#takeIn(this.#text.toString())
  }

  readonly #onText = (event: Y.YTextEvent): void => {
    if (this.#isWriting) return
    this.#takeInSplices(splicesOf(event.delta as TextDelta), event.target.toString())
  }

  #follow(): void {
    this.#text?.unobserve(this.#onText)
    const value = this.#texts.get(this.#key)
    this.#text = value instanceof Y.Text ? value : null
    this.#text?.observe(this.#onText)
    this.#box.isEditable = this.#text !== null
  }

  #takeIn(next: string): void {
    const splice = smallestSplice(this.#shown, next)
    this.#takeInSplices(splice === null ? [] : [splice], next)
  }

  #takeInSplices(splices: readonly Splice[], next: string): void {
    if (this.#composition !== null) {
      this.#composition.push(...splices)
      return
    }
    for (const splice of splices) this.#typingAt = this.#typingAt && movePosition(this.#typingAt, splice)
    const caret = splices.reduce<Selection | null>(
      (selection, splice) => selection && moveSelection(selection, splice),
      this.#box.selection,
    )
    this.#show(next, caret)
  }

  #show(text: string, selection: Selection | null = null): void {
    this.#shown = text
    if (this.#box.value === text) return
    this.#box.value = text
    if (selection !== null) this.#box.selection = selection
  }

  #ownSplice(): Splice | null {
    return smallestSplice(this.#shown, this.#box.value, this.#box.selection?.end)
  }

  #write(splice: Splice): void {
    const text = this.#text
    if (text === null) return
    const room = TEXT_MAX - (this.#shown.length - splice.removed)
    const inserted = cutText(splice.inserted, Math.max(0, room))
    const now = this.#now()
    const goesOn = this.#typingAt === null || [splice.at, splice.at + splice.removed].includes(this.#typingAt)
    if (!goesOn || now - this.#typedAt > STEP_PAUSE_MS) this.#binding.history.endStep()
    this.#typedAt = now
    this.#typingAt = splice.at + inserted.length
    this.#isWriting = true
    try {
      this.#binding.doc.transact(() => {
        if (splice.removed > 0) text.delete(splice.at, splice.removed)
        if (inserted !== '') text.insert(splice.at, inserted)
      }, OWN_ORIGINS.typing)
    } finally {
      this.#isWriting = false
    }
    this.#shown = text.toString()
  }
}
