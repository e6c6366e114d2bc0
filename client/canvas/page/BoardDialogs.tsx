import type { Me } from '../../../shared/api/person.ts'
// All of them come with the board: what is fetched when it is wanted is not there when the server is gone, and a board
// is worked on without its server.
import PersonDialog from '../../access/PersonDialog.tsx'
import ImportDialog from '../import/ImportDialog.tsx'
import InsertTemplateDialog from '../insert/InsertTemplateDialog.tsx'
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
  pasted,
  onClose,
}: {
  dialog: BoardDialog
  boardId: string
  me: Me | undefined
  /** The table that was pasted, for the dialog that imports it; empty for none. */
  pasted: string
  onClose(): void
}) {
  return (
    <>
      {dialog === 'share' && <ShareDialog boardId={boardId} onClose={onClose} />}
      {dialog === 'record' && <RecordDialog onClose={onClose} />}
      {dialog === 'import' && <ImportDialog pasted={pasted} onClose={onClose} />}
      {dialog === 'shortcuts' && <ShortcutsDialog onClose={onClose} />}
      {dialog === 'template' && <InsertTemplateDialog onClose={onClose} />}
      {dialog === 'merge-report' && <MergeReportDialog onClose={onClose} />}
      {dialog === 'me' && me !== undefined && (
        <PersonDialog me={me} submitLabel="Save" onCancel={onClose} onDone={onClose} />
      )}
    </>
  )
}
