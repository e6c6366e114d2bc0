import { Download } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'wouter'
import { BASE_PATH } from '../api/basePath.ts'
import { useMe } from '../api/me.ts'
import { problemText } from '../api/problem.ts'
import { useWorkspace } from '../api/workspace.ts'
import { NotFound } from '../app/NotFound.tsx'
import { PageHead } from '../app/PageHead.tsx'
import { Shell } from '../app/Shell.tsx'
import { buttonClass } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Tabs } from '../ui/Tabs.tsx'
import { BoardSizes } from './BoardSizes.tsx'
import { byteWords } from './byteWords.ts'
import { Sessions } from './Sessions.tsx'
import { Tokens } from './Tokens.tsx'
import styles from './WorkspacePage.module.css'

/** What whoever runs the workspace wants to know of it and do about it. */
export default function WorkspacePage() {
  const { data: me } = useMe()
  if (me?.role !== 'owner') {
    return (
      <NotFound title="This page is for whoever runs the workspace">
        It shows what all boards take up, who has come, and which scripts may. It needs the workspace key, or an account
        that owns the workspace.
      </NotFound>
    )
  }
  return (
    <Shell>
      <PageHead title="Workspace">
        <Link href="/check">Does it work from here?</Link>
        <a className={buttonClass('plain')} href={`${BASE_PATH}/api/v1/workspace/backup`} download>
          <Download aria-hidden />
          Download backup
        </a>
      </PageHead>
      <Figures />
      <Parts />
    </Shell>
  )
}

function Figures() {
  const { data, error } = useWorkspace()
  if (error !== null) return <Notice urgent>{problemText(error)}</Notice>
  const figures = [
    ['Boards', data?.boards],
    ['In the trash', data?.boardsInTrash],
    ['Decision records', data?.records],
    ['Known browsers', data?.sessions],
    ['Free on the disk', data?.freeBytes == null ? undefined : byteWords(data.freeBytes)],
  ] as const
  return (
    <dl className={styles['figures']}>
      {figures.map(([title, value]) => (
        <div key={title}>
          <dt>{title}</dt>
          <dd>{value ?? '–'}</dd>
        </div>
      ))}
    </dl>
  )
}

function Parts() {
  const [part, setPart] = useState('boards')
  return (
    <Tabs
      label="Workspace"
      value={part}
      onChange={setPart}
      tabs={[
        { id: 'boards', title: 'Boards', content: <BoardSizes /> },
        { id: 'people', title: 'People', content: <Sessions /> },
        { id: 'tokens', title: 'API tokens', content: <Tokens /> },
      ]}
    />
  )
}
