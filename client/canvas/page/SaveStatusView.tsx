import type { SaveStatus } from '../../board/SaveStatus.ts'
import { useSignal } from './useSignal.ts'
import type { BoardConnection } from '../../board/BoardConnection.ts'
import { saveStatusDetail, saveStatusWord } from './saveStatusWords.ts'
import styles from './TopBar.module.css'

/** Whether one's changes are safe, in a word that is never wrong, and beside it what there is to say besides. */
export function SaveStatusView({ connection }: { connection: BoardConnection }) {
  const status: SaveStatus = useSignal(connection.status)
  const detail = saveStatusDetail(status)
  return (
    <span className={styles['save']} data-state={status.state}>
      <span className={styles['saveMark']} aria-hidden="true" />
      <span role="status" aria-live="polite">
        {saveStatusWord(status)}
      </span>
      {detail !== '' && <span className={styles['saveDetail']}>{detail}</span>}
    </span>
  )
}
