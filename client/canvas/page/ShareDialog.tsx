import { Copy } from 'lucide-react'
import { useQuery } from '@tanstack/react-query'
import { useEditor, useValue, type Editor } from '@tldraw/tldraw'
import { useRef } from 'react'
import type { NewShare } from '../../../shared/api/shares.ts'
import { isZone } from '../../../shared/board/schema.ts'
import { findTemplate } from '../../../shared/templates/index.ts'
import { problemText } from '../../api/problem.ts'
import { request } from '../../api/request.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useToast } from '../../ui/Toast.tsx'
import { copyText } from '../clipboard/copyText.ts'
import { keptShare, keepShare } from './keptShare.ts'
import styles from './ShareDialog.module.css'

/** A link that lets others in to this board, to copy or to scan. */
export default function ShareDialog({ boardId, onClose }: { boardId: string; onClose(): void }) {
  const editor = useEditor()
  const takesPosts = useValue('takes posts', () => hasWall(editor), [editor])
  const share = useQuery({
    queryKey: ['share', boardId],
    queryFn: () => shareOf(boardId),
    staleTime: Infinity,
    retry: false,
  })
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Share this board"
      description="Whoever has the link can read and change this board. They need no account, only a name."
    >
      {share.error !== null && <Notice urgent>{problemText(share.error)}</Notice>}
      {share.data === undefined ? (
        share.error === null && <p className={styles['making']}>Making a link …</p>
      ) : (
        <ShareLink share={share.data} hasPosts={takesPosts} />
      )}
    </Dialog>
  )
}

/** The link to the canvas and, on a board with a wall, the one that leads past it. */
function ShareLink({ share, hasPosts }: { share: NewShare; hasPosts: boolean }) {
  return (
    <div className={styles['share']}>
      <LinkField label="Link" act="Copy link" url={share.url} caption="Or scan it with a phone." />
      {hasPosts && (
        <LinkField
          label="Link for posting"
          act="Copy posting link"
          url={`${share.url}?to=post`}
          caption="Scan it to post from a phone, without the canvas."
        />
      )}
      {share.hint !== null && <Notice>{share.hint}</Notice>}
    </div>
  )
}

function LinkField({ label, act, url, caption }: { label: string; act: string; url: string; caption: string }) {
  const field = useRef<HTMLInputElement>(null)
  const toast = useToast()
  // A phone that scanned this machine's own name for itself would look for the board on the phone.
  const isReachable = !isLoopback(new URL(url).hostname)
  const code = useQuery({
    queryKey: ['qr', url],
    queryFn: () => qrCode(url),
    staleTime: Infinity,
    enabled: isReachable,
  })
  const copy = async () => {
    if (await copyText(url)) toast({ text: 'Link copied.' })
    else {
      field.current?.select()
      toast({ text: 'The link is selected: copy it with Ctrl or Cmd and C.' })
    }
  }
  return (
    <div className={styles['share']}>
      <div className={styles['link']}>
        <TextField ref={field} label={label} readOnly value={url} onFocus={(event) => event.target.select()} />
        <Button look="primary" onClick={() => void copy()}>
          <Copy aria-hidden />
          {act}
        </Button>
      </div>
      {code.data !== undefined && (
        <figure className={styles['code']}>
          <svg
            viewBox={`0 0 ${code.data.size} ${code.data.size}`}
            role="img"
            aria-label={`QR code of the ${label.toLowerCase()}`}
          >
            <path d={code.data.path} />
          </svg>
          <figcaption>{caption}</figcaption>
        </figure>
      )}
    </div>
  )
}

/** Whether a template on this page takes posts from outside the canvas. */
function hasWall(editor: Editor): boolean {
  return editor
    .getCurrentPageShapes()
    .some((shape) => isZone(shape) && findTemplate(shape.props.template)?.posts !== undefined)
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname.endsWith('.localhost') || /^127\.|^\[::1\]$/.test(hostname)
}

/** A link is told once, when it is made: this tab keeps it, so that opening the dialog again makes no other. */
async function shareOf(boardId: string): Promise<NewShare> {
  const kept = keptShare(boardId)
  if (kept !== null) return kept
  const share = await request<NewShare>(`/api/v1/boards/${encodeURIComponent(boardId)}/shares`, { method: 'POST' })
  keepShare(share)
  return share
}

/** The modules of a QR code as one SVG path, with the quiet zone it needs. */
async function qrCode(url: string): Promise<{ size: number; path: string }> {
  const { create } = await import('qrcode')
  const { modules } = create(url, { errorCorrectionLevel: 'M' })
  const quiet = 4
  let path = ''
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size; column++) {
      if (modules.get(row, column)) path += `M${column + quiet} ${row + quiet}h1v1h-1z`
    }
  }
  return { size: modules.size + 2 * quiet, path }
}
