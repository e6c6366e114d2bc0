import { useEditor, useValue } from '@tldraw/tldraw'
import { roleMay, type BoardAction, type BoardRole } from '../../shared/access/boardRights.ts'
import { sceneOf } from './scene.ts'

/**
 * Whether whoever has this role may do this. As long as the server has not said who one is here, one is shown
 * everything: it has the last word, and an offline board has to be workable.
 */
export function mayNow(role: BoardRole | null, action: BoardAction): boolean {
  return role === null || roleMay(role, action)
}

/** Whether this browser may do this on the board it shows. */
export function useMay(action: BoardAction): boolean {
  const editor = useEditor()
  return useValue('may', () => mayNow(sceneOf(editor).role.get(), action), [editor, action])
}
