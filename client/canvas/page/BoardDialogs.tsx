import { useEffect } from 'react'
import type { Me } from '../../../shared/api/person.ts'
// All of them come with the board: what is fetched when it is wanted is not there when the server is gone, and a board
// is worked on without its server.
import PersonDialog from '../../access/PersonDialog.tsx'
import ImportDialog from '../import/ImportDialog.tsx'
import type { ImportOffer } from '../import/importOffers.ts'
import InsertTemplateDialog from '../insert/InsertTemplateDialog.tsx'
import { useMay } from '../may.ts'
import RecordDialog from '../record/RecordDialog.tsx'
import { MergeReportDialog } from './MergeReportDialog.tsx'
import ShareDialog from '../share/ShareDialog.tsx'
import ShortcutsDialog from './ShortcutsDialog.tsx'

/** What can be open over a board. */
export type BoardDialog = 'share' | 'record' | 'import' | 'template' | 'shortcuts' | 'me' | 'merge-report'

/** The one dialog that is open. */
export function BoardDialogs({
  dialog,
  boardId,
  me,
  offer,
  onClose,
}: {
  dialog: BoardDialog
  boardId: string
  me: Me | undefined
  /** The table that came onto the board, for the dialog that imports it; null for none. */
  offer: ImportOffer | null
  onClose(): void
}) {
  // A right may be taken while its dialog is open.
  const mayShare = useMay('board.share')
  const mayEdit = useMay('board.edit')
  const isLost = (dialog === 'share' && !mayShare) || ((dialog === 'import' || dialog === 'template') && !mayEdit)
  useEffect(() => {
    if (isLost) onClose()
  }, [isLost, onClose])
  return (
    <>
      {dialog === 'share' && mayShare && <ShareDialog boardId={boardId} onClose={onClose} />}
      {dialog === 'record' && <RecordDialog onClose={onClose} />}
      {dialog === 'import' && mayEdit && <ImportDialog offer={offer} onClose={onClose} />}
      {dialog === 'shortcuts' && <ShortcutsDialog onClose={onClose} />}
      {dialog === 'template' && mayEdit && <InsertTemplateDialog onClose={onClose} />}
      {dialog === 'merge-report' && <MergeReportDialog onClose={onClose} />}
      {dialog === 'me' && me !== undefined && (
        <PersonDialog me={me} submitLabel="Save" onCancel={onClose} onDone={onClose} />
      )}
    </>
  )
}
