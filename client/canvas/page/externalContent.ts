import type { Editor } from '@tldraw/tldraw'

/**
 * What may come onto a board from outside. Addresses stay text: the browser fetches nothing from another host, and
 * nothing is embedded. Pasted SVG goes the way of every image, through the server that cleans it.
 */
export function limitExternalContent(editor: Editor): void {
  editor.registerExternalContentHandler('url', ({ url, point }) => {
    void editor.putExternalContent({ type: 'text', text: url, ...(point === undefined ? {} : { point }) })
  })
  editor.registerExternalContentHandler('embed', null)
  editor.registerExternalAssetHandler('url', null)
  editor.registerExternalContentHandler('excalidraw', null)
  editor.registerExternalContentHandler('svg-text', ({ text, point }) => {
    const file = new File([text], 'drawing.svg', { type: 'image/svg+xml' })
    void editor.putExternalContent({ type: 'files', files: [file], ...(point === undefined ? {} : { point }) })
  })
}
