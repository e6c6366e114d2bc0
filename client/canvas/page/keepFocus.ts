/**
 * Ref of what stands around the canvas: a click on a button there leaves the focus where it is, so that the canvas goes
 * on taking keys. The keyboard still reaches every button.
 */
export function keepFocus(element: HTMLElement): () => void {
  element.addEventListener('mousedown', onMouseDown)
  return () => element.removeEventListener('mousedown', onMouseDown)
}

function onMouseDown(event: MouseEvent): void {
  const isOnButton = event.target instanceof Element && event.target.closest('button') !== null
  // A field that is left keeps what was typed by losing the focus.
  const isTyping = document.activeElement?.matches('input, textarea, select') === true
  if (isOnButton && !isTyping) event.preventDefault()
}
