import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEditor, useValue, type Editor } from '@tldraw/tldraw'
import { useState } from 'react'
import type { LinkRole } from '../../../shared/access/boardRights.ts'
import type { NewShare } from '../../../shared/api/shares.ts'
import { isZone } from '../../../shared/board/schema.ts'
import { findTemplate } from '../../../shared/templates/index.ts'
import { problemText } from '../../api/problem.ts'
import { makeShare, useIsTakenBack } from '../../api/shares.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { SelectField } from '../../ui/TextField.tsx'
import { useMay } from '../may.ts'
import { BoardPeople } from './BoardPeople.tsx'
import { dropShare, keepShare, keptShare } from './keptShare.ts'
import { linkEnd } from './linkEnd.ts'
import { LinkField } from './LinkField.tsx'
import { LinkList } from './LinkList.tsx'
import { NewLinkForm } from './NewLinkForm.tsx'
import { LINK_WORDS } from './roleWords.ts'
import styles from './ShareDialog.module.css'

/** Links that let others in to this board: to copy or to scan, for a while or for good, and to be taken back. */
export default function ShareDialog({ boardId, onClose }: { boardId: string; onClose(): void }) {
  const editor = useEditor()
  const takesPosts = useValue('takes posts', () => hasWall(editor), [editor])
  const mayManage = useMay('board.manage')
  const [role, setRole] = useState<LinkRole>('editor')
  const choices = LINK_WORDS.filter((words) => takesPosts || words.role !== 'poster')
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Share this board"
      description={`${LINK_WORDS.find((words) => words.role === role)?.sentence ?? ''} They need no account, only a name.`}
    >
      <div className={styles['share']}>
        <SelectField
          label="Others may"
          value={role}
          onChange={({ target }) => setRole(choices.find((words) => words.role === target.value)?.role ?? 'editor')}
        >
          {choices.map((words) => (
            <option key={words.role} value={words.role}>
              {words.title}
            </option>
          ))}
        </SelectField>
        <QuickLink key={role} boardId={boardId} gives={role} label="Link" act="Copy link" />
        {takesPosts && role !== 'poster' && <PostingLink boardId={boardId} />}
        <NewLinkForm boardId={boardId} role={role} />
        <LinkList boardId={boardId} />
        <BoardPeople boardId={boardId} mayPassOn={mayManage} />
      </div>
    </Dialog>
  )
}

/** On a board with a wall: the link that leads past the canvas. Not everybody who shares wants one more. */
function PostingLink({ boardId }: { boardId: string }) {
  const [isWanted, setWanted] = useState(() => keptShare(boardId, 'poster') !== null)
  if (isWanted) {
    return <QuickLink boardId={boardId} gives="poster" label="Link for posting" act="Copy posting link" />
  }
  return (
    <div>
      <Button onClick={() => setWanted(true)}>Make a link for posting</Button>
    </div>
  )
}

/** A link that lasts as long as one's own right, made when it is first looked at. */
function QuickLink({ boardId, gives, label, act }: { boardId: string; gives: LinkRole; label: string; act: string }) {
  const client = useQueryClient()
  const share = useQuery({
    queryKey: ['share', boardId, gives],
    queryFn: async () => {
      const made = await shareOf(boardId, gives)
      // Before it is shown, so that a list without it means that it was taken back.
      await client.invalidateQueries({ queryKey: ['shares', boardId] })
      return made
    },
    staleTime: Infinity,
    retry: false,
  })
  if (share.error !== null) return <Notice urgent>{problemText(share.error)}</Notice>
  if (share.data === undefined) return <p className={styles['quiet']}>Making a link …</p>
  const makeAnother = () => {
    dropShare(boardId, gives, share.data.id)
    void share.refetch()
  }
  return <ToldLink share={share.data} label={label} act={act} onMakeAnother={makeAnother} isBusy={share.isFetching} />
}

/** A link as long as it is good, and a way to another one after that. */
function ToldLink({
  share,
  label,
  act,
  onMakeAnother,
  isBusy,
}: {
  share: NewShare
  label: string
  act: string
  onMakeAnother(): void
  isBusy: boolean
}) {
  if (useIsTakenBack(share)) {
    return (
      <div className={styles['taken']}>
        <p className={styles['quiet']}>
          {label === 'Link' ? 'This link' : label} has ended or was taken back and lets nobody in.
        </p>
        <Button busy={isBusy} onClick={onMakeAnother}>
          Make another link
        </Button>
      </div>
    )
  }
  return (
    <>
      <LinkField
        label={label}
        act={act}
        url={share.url}
        caption={
          share.role === 'poster' ? 'Scan it to post from a phone, without the canvas.' : 'Or scan it with a phone.'
        }
      />
      {share.expiresAt !== null && <p className={styles['quiet']}>It {linkEnd(share)}, as your own link does.</p>}
      {share.hint !== null && label === 'Link' && <Notice>{share.hint}</Notice>}
    </>
  )
}

/** Whether a template on this page takes posts from outside the canvas. */
function hasWall(editor: Editor): boolean {
  return editor
    .getCurrentPageShapes()
    .some((shape) => isZone(shape) && findTemplate(shape.props.template)?.posts !== undefined)
}

/** A link is told once, when it is made: this tab keeps it, so that opening the dialog again makes no other. */
async function shareOf(boardId: string, role: LinkRole): Promise<NewShare> {
  const kept = keptShare(boardId, role)
  if (kept !== null) return kept
  const share = await makeShare(boardId, { role })
  keepShare(share)
  return share
}
