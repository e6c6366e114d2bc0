import { useEditor } from '@tldraw/tldraw'
import type { TLRecord } from '@tldraw/tlschema'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { showCards } from '../panel/showCards.ts'
import { sceneOf } from '../scene.ts'
import { conflictWords } from './conflictWords.ts'
import { useSignal } from './useSignal.ts'
import styles from './MergeReport.module.css'

/** What this device and others both changed while it was away, and what holds now. */
export function MergeReportDialog({ onClose }: { onClose(): void }) {
  const editor = useEditor()
  const { connection } = sceneOf(editor)
  const conflicts = useSignal(connection.mergeReport)
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="While you were away"
      description="Everything you did has been merged. In these places somebody else had changed the same thing; one of the two holds, the same for everyone."
      footer={
        <Button
          look="primary"
          onClick={() => {
            connection.dismissMergeReport()
            onClose()
          }}
        >
          Done
        </Button>
      }
    >
      <ul className={styles['list']}>
        {conflicts.map((conflict) => {
          const record = editor.store.get(conflict.record as TLRecord['id'])
          const { thing, outcome } = conflictWords(conflict, record)
          return (
            <li key={`${conflict.record} ${conflict.field}`}>
              <strong>{thing}</strong>
              <span>{outcome}</span>
              {record?.typeName === 'shape' && record.type === 'card' && (
                <Button
                  small
                  onClick={() => {
                    onClose()
                    showCards(editor, [record.id])
                  }}
                >
                  Show it
                </Button>
              )}
            </li>
          )
        })}
      </ul>
    </Dialog>
  )
}
