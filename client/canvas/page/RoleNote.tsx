import { Eye } from 'lucide-react'
import { useEditor, useValue } from '@tldraw/tldraw'
import { useEffect, useRef } from 'react'
import { Link } from 'wouter'
import { roleMay, type BoardRole } from '../../../shared/access/boardRights.ts'
import { useToast } from '../../ui/Toast.tsx'
import { Tooltip } from '../../ui/Tooltip.tsx'
import { sceneOf } from '../scene.ts'
import { refuseContent } from './refuseContent.ts'
import styles from './TopBar.module.css'

/** What is said when somebody's right has changed while the board is open. */
const NOW: Readonly<Record<BoardRole, string>> = {
  viewer: 'You can only look at this board now.',
  poster: 'You can read this board and post to it now, and not change it.',
  editor: 'You can change this board now.',
  facilitator: 'You can change this board and share it now.',
  owner: 'You own this board now.',
}

/** Says to whoever may not edit the board what they may, and why; and to everybody when that has changed. */
export function RoleNote({ boardId }: { boardId: string }) {
  const editor = useEditor()
  const toast = useToast()
  const role = useValue('role', () => sceneOf(editor).role.get(), [editor])
  const known = useRef(role)
  useEffect(() => {
    if (role === null) return
    if (known.current !== null && known.current !== role) toast({ text: NOW[role] })
    known.current = role
  }, [role, toast])
  if (role === null || roleMay(role, 'board.edit')) return null
  return <ReadOnlyNote boardId={boardId} mayPost={roleMay(role, 'board.post')} />
}

function ReadOnlyNote({ boardId, mayPost }: { boardId: string; mayPost: boolean }) {
  const editor = useEditor()
  const toast = useToast()
  const why = mayPost
    ? 'Your link lets you read this board and post to it. To change it, ask whoever sent it for another.'
    : 'Your link lets you look at this board. To change it, ask whoever sent it for another.'
  useEffect(() => refuseContent(editor, () => toast({ text: why })), [editor, toast, why])
  const label = mayPost ? 'Read and post' : 'View only'
  return (
    <>
      <Tooltip text={why}>
        <button type="button" className={styles['role']} aria-label={label} onClick={() => toast({ text: why })}>
          <Eye aria-hidden />
          <span>{label}</span>
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
