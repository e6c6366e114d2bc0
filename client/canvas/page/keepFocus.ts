/**
 * Ref of what stands around the canvas: a click on a button there leaves the focus where it is, so that the canvas goes
 * on taking keys. The keyboard still reaches every button.
 */
export function keepFocus(element: HTMLElement): () => void {
  const onMouseDown = (event: MouseEvent) => {
    const { target } = event
    if (!(target instanceof Element) || !element.contains(target) || target.closest('button') === null) return
    // A field that is left keeps what was typed by losing the focus.
    const isTyping = document.activeElement?.matches('input, textarea, select') === true
    if (!isTyping) event.preventDefault()
  }
  // On the document, where it comes after the buttons' own handlers: some of these ask whether it was prevented.
  document.addEventListener('mousedown', onMouseDown)
  return () => document.removeEventListener('mousedown', onMouseDown)
}
