import type { Editor } from '@tldraw/tldraw'
import { useEffect } from 'react'

/** While a dialog is open the canvas takes no keys: Delete in a dialog deletes nothing behind it. */
export function useShortcutsOff(editor: Editor | null, isOff: boolean): void {
  useEffect(() => {
    if (editor === null || !isOff) return
    editor.menus.addOpenMenu('dialog')
    return () => {
      editor.menus.deleteOpenMenu('dialog')
    }
  }, [editor, isOff])
}
