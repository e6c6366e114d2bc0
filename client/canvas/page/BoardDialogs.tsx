import { lazy, Suspense } from 'react'
import type { Me } from '../../../shared/api/person.ts'
import { MergeReportDialog } from './MergeReportDialog.tsx'

// Opened seldom; the board does not wait for them.
const PersonDialog = lazy(() => import('../../access/PersonDialog.tsx'))
const RecordDialog = lazy(() => import('../record/RecordDialog.tsx'))
const ShareDialog = lazy(() => import('./ShareDialog.tsx'))
const ShortcutsDialog = lazy(() => import('./ShortcutsDialog.tsx'))

/** What can be open over a board. */
export type BoardDialog = 'share' | 'record' | 'shortcuts' | 'me' | 'merge-report'

/** The one dialog that is open. */
export function BoardDialogs({
  dialog,
  boardId,
  me,
  onClose,
}: {
  dialog: BoardDialog
  boardId: string
  me: Me | undefined
  onClose(): void
}) {
  return (
    <Suspense>
      {dialog === 'share' && <ShareDialog boardId={boardId} onClose={onClose} />}
      {dialog === 'record' && <RecordDialog onClose={onClose} />}
      {dialog === 'shortcuts' && <ShortcutsDialog onClose={onClose} />}
      {dialog === 'merge-report' && <MergeReportDialog onClose={onClose} />}
      {dialog === 'me' && me !== undefined && (
        <PersonDialog me={me} submitLabel="Save" onCancel={onClose} onDone={onClose} />
      )}
    </Suspense>
  )
}
