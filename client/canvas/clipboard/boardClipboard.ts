import type { Editor, VecLike } from '@tldraw/tldraw'
import { offerText } from '../import/importOffers.ts'
import { sceneOf } from '../scene.ts'
import { adoptImages } from './adoptImages.ts'
import { clipHtml, parseClip } from './clip.ts'
import { pasteCards } from './pasteCards.ts'
import { stepAside } from './stepAside.ts'

/** What was copied last in this page, for a Paste from the menu where the browser has no clipboard to read. */
let lastCopied: { html: string; text: string } | null = null

/**
 * Copies, cuts and pastes by the browser's own clipboard events, which exist over plain http too; tldraw's way needs
 * the asynchronous clipboard of secure pages, throws without it, and asks for a permission with it. Returns the
 * function that ends it.
 */
export function listenToClipboard(editor: Editor): () => void {
  const ownerDocument = editor.getContainer().ownerDocument
  const onCopy = (event: ClipboardEvent) => {
    if (!isForCanvas(editor) || editor.getSelectedShapeIds().length === 0) return
    take(event)
    writeSelection(editor, event.clipboardData)
  }
  const onCut = (event: ClipboardEvent) => {
    if (!isForCanvas(editor) || editor.getSelectedShapeIds().length === 0) return
    take(event)
    writeSelection(editor, event.clipboardData)
    editor.markHistoryStoppingPoint('cut')
    editor.deleteShapes(editor.getSelectedShapeIds())
  }
  const onPaste = (event: ClipboardEvent) => {
    if (!isForCanvas(editor) || event.clipboardData === null) return
    take(event)
    const { files } = event.clipboardData
    const data = { html: event.clipboardData.getData('text/html'), text: event.clipboardData.getData('text/plain') }
    void paste(editor, { ...data, files: [...files] })
  }
  // Before tldraw's own listeners, which listen to the same document on the way up.
  ownerDocument.addEventListener('copy', onCopy, { capture: true })
  ownerDocument.addEventListener('cut', onCut, { capture: true })
  ownerDocument.addEventListener('paste', onPaste, { capture: true })
  return () => {
    ownerDocument.removeEventListener('copy', onCopy, { capture: true })
    ownerDocument.removeEventListener('cut', onCut, { capture: true })
    ownerDocument.removeEventListener('paste', onPaste, { capture: true })
  }
}

/** Copies the selection from a menu. Works without the clipboard of secure pages, within a click or a key. */
export function copyFromMenu(editor: Editor): void {
  const { ownerDocument } = editor.getContainer()
  const onCopy = (event: ClipboardEvent) => {
    take(event)
    writeSelection(editor, event.clipboardData)
  }
  ownerDocument.addEventListener('copy', onCopy, { capture: true, once: true })
  // Deprecated, and still the only way that works everywhere: it raises the event above.
  const raised = ownerDocument.execCommand('copy')
  ownerDocument.removeEventListener('copy', onCopy, { capture: true })
  if (!raised) writeSelection(editor, null)
}

/** Pastes from a menu: what the browser lets the page read, or else what was copied last in this page. */
export async function pasteFromMenu(editor: Editor, point?: VecLike): Promise<void> {
  const read = await readClipboard()
  if (read !== null) await paste(editor, read, point)
}

interface Pasted {
  html: string
  text: string
  files: readonly File[]
}

async function readClipboard(): Promise<Pasted | null> {
  const kept = lastCopied === null ? null : { ...lastCopied, files: [] }
  // Typed as always there, and missing on pages that came over plain http.
  const clipboard = navigator.clipboard as Clipboard | undefined
  if (clipboard?.read === undefined) return kept
  try {
    const items = await clipboard.read()
    const blobs = async (type: string) =>
      Promise.all(items.filter((item) => item.types.includes(type)).map((item) => item.getType(type)))
    const texts = async (type: string) => (await Promise.all((await blobs(type)).map((blob) => blob.text()))).join('\n')
    const images = (await blobs('image/png')).map((blob) => new File([blob], 'image.png', { type: 'image/png' }))
    return { html: await texts('text/html'), text: await texts('text/plain'), files: images }
  } catch {
    // Refused by the person or the browser.
    return kept
  }
}

async function paste(editor: Editor, { html, text, files }: Pasted, at?: VecLike): Promise<void> {
  // Refused there, and said why, before an image is uploaded or a list read.
  if (editor.getIsReadonly()) return editor.putExternalContent({ type: 'text', text })
  const point = at ?? (editor.inputs.shiftKey ? editor.inputs.currentPagePoint : undefined)
  const where = point === undefined ? {} : { point }
  const clip = parseClip(html) ?? parseClip(text)
  if (clip !== null) {
    const content = await adoptImages(clip.content, clip.boardId, sceneOf(editor).connection.boardId)
    editor.markHistoryStoppingPoint('paste')
    await editor.putExternalContent({ type: 'tldraw', content, ...where })
    stepAside(editor)
  } else if (files.length > 0) {
    editor.markHistoryStoppingPoint('paste')
    await editor.putExternalContent({ type: 'files', files: [...files], ...where })
  } else if (text.trim() !== '' && !offerText(editor, text) && !pasteCards(editor, text)) {
    editor.markHistoryStoppingPoint('paste')
    await editor.putExternalContent({ type: 'text', text, ...(html === '' ? {} : { html }), ...where })
  }
}

function writeSelection(editor: Editor, data: DataTransfer | null): void {
  const content = editor.getContentFromCurrentPage(editor.getSelectedShapeIds())
  if (content === undefined) return
  const html = clipHtml({ boardId: sceneOf(editor).connection.boardId, content })
  const texts = editor.getSelectedShapes().flatMap((shape) => editor.getShapeUtil(shape).getText(shape) ?? [])
  lastCopied = { html, text: texts.join('\n') }
  data?.setData('text/html', html)
  data?.setData('text/plain', lastCopied.text)
}

function take(event: ClipboardEvent): void {
  event.preventDefault()
  event.stopPropagation()
}

/** Whether a clipboard event is meant for the canvas and not for a field, a dialog or selected words in a panel. */
function isForCanvas(editor: Editor): boolean {
  const { activeElement } = editor.getContainer().ownerDocument
  if (editor.getEditingShapeId() !== null || editor.menus.hasAnyOpenMenus()) return false
  if (activeElement === null || activeElement === activeElement.ownerDocument.body) return true
  return editor.getContainer().contains(activeElement) && !isTextEntry(activeElement)
}

function isTextEntry(element: Element): boolean {
  return element.matches('input, textarea, select') || (element instanceof HTMLElement && element.isContentEditable)
}
