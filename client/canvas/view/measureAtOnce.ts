import type { Editor } from '@tldraw/tldraw'

/**
 * Has an editor measure where it lies as soon as it is given another size, as when a notice above it goes. tldraw does
 * so at most five times a second, and meanwhile a click would hit what was there before. Returns the function that ends
 * it.
 */
export function measureAtOnce(editor: Editor): () => void {
  const container = editor.getContainer()
  const observer = new ResizeObserver(() => editor.updateViewportScreenBounds(container))
  observer.observe(container)
  return () => observer.disconnect()
}
