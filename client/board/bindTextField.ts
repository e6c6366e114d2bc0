import type { BoardBinding } from './BoardBinding.ts'
import { TextFieldBinding, type TextBox } from './TextFieldBinding.ts'

type TextElement = HTMLInputElement | HTMLTextAreaElement

/**
 * Connects an open text field to the text of a card's field, so that several people can type in it at once. The element
 * is the binding's from then on: its value, its `readOnly` (while the card is gone) and its undo keys. Returns the
 * function that ends it.
 */
export function bindTextField(binding: BoardBinding, cardId: string, field: string, element: TextElement): () => void {
  const text = new TextFieldBinding(binding, cardId, field, new ElementBox(element), () => performance.now())
  const onInput = (): void => text.input()
  const onCompositionStart = (): void => text.compositionStart()
  const onCompositionEnd = (): void => text.compositionEnd()
  // The browser's own undo knows nothing of what others typed, and breaks when a value is set.
  const onBeforeInput = (event: Event): void => {
    const { inputType } = event as InputEvent
    if (inputType !== 'historyUndo' && inputType !== 'historyRedo') return
    event.preventDefault()
    if (inputType === 'historyUndo') text.undo()
    else text.redo()
  }
  const onKeyDown = (event: Event): void => {
    const { key, ctrlKey, metaKey, shiftKey, altKey } = event as KeyboardEvent
    if (!(ctrlKey || metaKey) || altKey) return
    const letter = key.toLowerCase()
    if (letter !== 'z' && letter !== 'y') return
    event.preventDefault()
    event.stopPropagation()
    if (letter === 'z' && !shiftKey) text.undo()
    else text.redo()
  }
  const listeners: [string, (event: Event) => void][] = [
    ['input', onInput],
    ['compositionstart', onCompositionStart],
    ['compositionend', onCompositionEnd],
    ['beforeinput', onBeforeInput],
    ['keydown', onKeyDown],
  ]
  for (const [type, listener] of listeners) element.addEventListener(type, listener)
  return () => {
    for (const [type, listener] of listeners) element.removeEventListener(type, listener)
    text.close()
  }
}

class ElementBox implements TextBox {
  readonly #element: TextElement
  /** Setting a value forgets which end of the selection moves. */
  #direction: TextElement['selectionDirection'] = 'none'

  constructor(element: TextElement) {
    this.#element = element
  }

  get value(): string {
    return this.#element.value
  }

  set value(value: string) {
    const { scrollTop } = this.#element
    this.#element.value = value
    this.#element.scrollTop = scrollTop
  }

  get selection(): TextBox['selection'] {
    const { selectionStart, selectionEnd, selectionDirection } = this.#element
    this.#direction = selectionDirection
    if (!this.#isFocused || selectionStart === null || selectionEnd === null) return null
    return { start: selectionStart, end: selectionEnd }
  }

  set selection(selection: TextBox['selection']) {
    // In a field without focus this would take the focus in Safari.
    if (selection === null || !this.#isFocused) return
    this.#element.setSelectionRange(selection.start, selection.end, this.#direction ?? 'none')
  }

  get isEditable(): boolean {
    return !this.#element.readOnly
  }

  set isEditable(isEditable: boolean) {
    this.#element.readOnly = !isEditable
  }

  get #isFocused(): boolean {
    return this.#element.ownerDocument.activeElement === this.#element
  }
}
