import { useState } from 'react'
import type { BoardConnection } from '../../board/BoardConnection.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { saveStatusSentence } from './saveStatusWords.ts'
import { UnsentDownload } from './UnsentDownload.tsx'
import { useLasting } from './useLasting.ts'
import { useSignal } from './useSignal.ts'
import styles from './BoardPage.module.css'

/** A reconnection usually takes less; the word beside the title says Offline at once all the same. */
const OFFLINE_NEWS_MS = 2_000

/** Calm strips under the bar for what a person should know now, each with what can be done about it. */
export function BoardBanners({
  connection,
  title,
  onShowMergeReport,
}: {
  connection: BoardConnection
  title: string
  onShowMergeReport(): void
}) {
  const status = useSignal(connection.status)
  const invalid = useSignal(connection.invalidCount)
  const conflicts = useSignal(connection.mergeReport)
  const [isInvalidSeen, setInvalidSeen] = useState(false)
  const isOffline = useLasting(status.state === 'offline', OFFLINE_NEWS_MS)
  const sentence = status.state === 'offline' && !isOffline ? null : saveStatusSentence(status)
  return (
    <div className={styles['banners']}>
      {sentence !== null && (
        <Notice
          action={
            status.state === 'offline' ? (
              <Button small onClick={() => connection.reconnect()}>
                Try now
              </Button>
            ) : status.state === 'not-saved' && status.reason !== 'storage' ? (
              <>
                {status.reason === 'board-full' && (
                  <Button small onClick={() => connection.rejoin()}>
                    Try again
                  </Button>
                )}
                <UnsentDownload connection={connection} title={title} />
              </>
            ) : undefined
          }
        >
          {sentence}
        </Notice>
      )}
      {conflicts.length > 0 && (
        <Notice
          action={
            <>
              <Button small onClick={onShowMergeReport}>
                Show
              </Button>
              <Button small look="quiet" onClick={() => connection.dismissMergeReport()}>
                Dismiss
              </Button>
            </>
          }
        >
          Your changes are merged. In {conflicts.length === 1 ? 'one place' : `${conflicts.length} places`} somebody
          else had changed the same thing.
        </Notice>
      )}
      {invalid > 0 && !isInvalidSeen && (
        <Notice
          action={
            <Button small look="quiet" onClick={() => setInvalidSeen(true)}>
              Dismiss
            </Button>
          }
        >
          {invalid === 1 ? 'One thing' : `${invalid} things`} on this board cannot be read and{' '}
          {invalid === 1 ? 'is' : 'are'} left out, for everybody alike. Nothing was deleted.
        </Notice>
      )}
    </div>
  )
}
