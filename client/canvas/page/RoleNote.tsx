import { useEditor, useValue } from '@tldraw/tldraw'
import { Link } from 'wouter'
import { roleMay } from '../../../shared/access/boardRights.ts'
import { useToast } from '../../ui/Toast.tsx'
import { Tooltip } from '../../ui/Tooltip.tsx'
import { sceneOf } from '../scene.ts'
import styles from './TopBar.module.css'

/** Says to whoever may not edit the board what they may, and why. Nothing for everybody else. */
export function RoleNote({ boardId }: { boardId: string }) {
  const editor = useEditor()
  const toast = useToast()
  const role = useValue('role', () => sceneOf(editor).role.get(), [editor])
  if (role === null || roleMay(role, 'board.edit')) return null
  const mayPost = roleMay(role, 'board.post')
  const why = mayPost
    ? 'Your link lets you read this board and post to it. To change it, ask whoever sent it for another.'
    : 'Your link lets you look at this board. To change it, ask whoever sent it for another.'
  return (
    <>
      <Tooltip text={why}>
        <button type="button" className={styles['role']} onClick={() => toast({ text: why })}>
          {mayPost ? 'Read and post' : 'View only'}
        </button>
      </Tooltip>
      {mayPost && (
        <Link href={`/post/${boardId}`} className={styles['post'] ?? ''}>
          Post
        </Link>
      )}
    </>
  )
}
