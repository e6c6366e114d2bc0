/**
 * Puts a text on the clipboard, on pages without a secure context too. Resolves with whether it is there. Call it
 * within a click or a key.
 */
export async function copyText(text: string): Promise<boolean> {
  // Typed as always there, and missing on pages that came over plain http.
  const clipboard = navigator.clipboard as Clipboard | undefined
  if (clipboard?.writeText !== undefined) {
    try {
      await clipboard.writeText(text)
      return true
    } catch {
      // Refused; the older way needs no permission.
    }
  }
  return copyByEvent(text)
}

function copyByEvent(text: string): boolean {
  let isCopied = false
  const onCopy = (event: ClipboardEvent) => {
    event.preventDefault()
    event.stopImmediatePropagation()
    event.clipboardData?.setData('text/plain', text)
    isCopied = event.clipboardData !== null
  }
  document.addEventListener('copy', onCopy, { capture: true, once: true })
  // Deprecated, and still the only way on a page without a secure context: it raises the event above.
  document.execCommand('copy')
  document.removeEventListener('copy', onCopy, { capture: true })
  return isCopied
}
