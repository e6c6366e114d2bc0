import type { Editor } from '@tldraw/tldraw'

/**
 * Keeps what is pasted or dropped off a board that one may not change, and tells of it instead: nothing is uploaded that
 * the server would refuse. Returns the function that ends it.
 */
export function refuseContent(editor: Editor, onRefused: () => void): () => void {
  const put = editor.putExternalContent
  editor.putExternalContent = () => {
    onRefused()
    return Promise.resolve()
  }
  return () => {
    editor.putExternalContent = put
  }
}
