import type { Editor, TLExternalContent } from '@tldraw/tldraw'
import { offerFile } from './importOffers.ts'
import { isTableFile } from './readTextFile.ts'

/**
 * Offers files of tables and lists that are dropped or pasted onto the canvas for import; all else goes on as it came.
 * tldraw knows pictures only, and would say that it does not take them. Returns the function that ends it.
 */
export function offerTables(editor: Editor): () => void {
  const put = editor.putExternalContent.bind(editor)
  editor.putExternalContent = async <E>(content: TLExternalContent<E>) => {
    if (content.type !== 'files') return put(content)
    const files = [...content.files]
    if (!(await offerFile(editor, files.filter(isTableFile)))) return put(content)
    const others = files.filter((file) => !isTableFile(file))
    if (others.length > 0) await put({ ...content, files: others })
  }
  return () => {
    editor.putExternalContent = put
  }
}
