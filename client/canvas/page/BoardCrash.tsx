import { use, useEffect } from 'react'
import { FullPage } from '../../app/FullPage.tsx'
import { ReloadActs } from '../../app/ReloadActs.tsx'
import styles from './BoardPage.module.css'
import { CrashContext, type CrashPlace } from './crashContext.ts'
import { crashWords } from './crashWords.ts'
import { useSignal } from './useSignal.ts'

/**
 * Stands where the canvas broke. The document lives outside of it and goes on being sent and kept; only its drawing
 * has stopped.
 */
export function BoardCrash({ error }: { error: unknown }) {
  const place = use(CrashContext)
  useEffect(() => {
    // The one place where an operator can learn of it; nothing is sent anywhere.
    // oxlint-disable-next-line eslint/no-console
    console.error(error)
  }, [error])
  useEffect(() => {
    place?.onCrash(true)
    return () => place?.onCrash(false)
  }, [place])
  return place === null ? null : <CrashNews place={place} error={error} />
}

function CrashNews({ place, error }: { place: CrashPlace; error: unknown }) {
  const { text, mayReload } = crashWords(useSignal(place.connection.status))
  return (
    <div className={styles['crash']}>
      <FullPage
        inShell
        urgent
        heading={<h1>The canvas stopped</h1>}
        details={error instanceof Error ? (error.stack ?? error.message) : String(error)}
        acts={<ReloadActs advised={mayReload} />}
      >
        <p>
          {text} {mayReload && 'Reload the page to go on.'}
        </p>
        <p>
          If it stops again at the same place, select and delete what you added last, or ask whoever looks after this
          server.
        </p>
      </FullPage>
    </div>
  )
}
