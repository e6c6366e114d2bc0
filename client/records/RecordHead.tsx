import { Download, GitBranchPlus } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'wouter'
import { roleMay } from '../../shared/access/boardRights.ts'
import type { DecisionRecordDetail } from '../../shared/api/records.ts'
import { useBoard } from '../api/boards.ts'
import { recordExportPath } from '../api/records.ts'
import { PageHeading } from '../app/PageHeading.tsx'
import { longDay } from '../time/longDay.ts'
import { Button, buttonClass } from '../ui/Button.tsx'
import { StatusDialog } from './StatusDialog.tsx'
import { StatusMark } from './StatusMark.tsx'
import styles from './RecordHead.module.css'

/** Number, status and title, and what can be done with the record. */
export function RecordHead({ record }: { record: DecisionRecordDetail }) {
  const [changing, setChanging] = useState(false)
  const { data: board, isPending } = useBoard(record.boardId)
  // A record outlives its board; who may change it then, the server says.
  const mayChange = !isPending && (board === undefined || roleMay(board.role, 'board.record'))
  return (
    <header className={styles['head']}>
      <p className={styles['line']}>
        <span>Decision {record.number}</span>
        <StatusMark status={record.status} />
        <span>{longDay(record.createdAt)}</span>
      </p>
      <PageHeading title={record.title} />
      {record.supersededBy !== null && (
        <p>
          A later decision stands in its place: <Link href={`/records/${record.supersededBy}`}>read it</Link>.
        </p>
      )}
      {record.supersedes !== null && (
        <p>
          It takes the place of <Link href={`/records/${record.supersedes}`}>an earlier decision</Link>.
        </p>
      )}
      <div className={styles['acts']}>
        {mayChange && (
          <Button small onClick={() => setChanging(true)}>
            <GitBranchPlus aria-hidden />
            Change status
          </Button>
        )}
        <a className={buttonClass('plain', true)} href={recordExportPath(record.id, 'md')} download>
          <Download aria-hidden />
          Markdown
        </a>
        <a className={buttonClass('plain', true)} href={recordExportPath(record.id, 'json')} download>
          <Download aria-hidden />
          JSON
        </a>
      </div>
      {changing && <StatusDialog record={record} onClose={() => setChanging(false)} />}
    </header>
  )
}
