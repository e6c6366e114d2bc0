import { useEffect } from 'react'
import { FullPage } from '../../app/FullPage.tsx'
import { Button, buttonClass } from '../../ui/Button.tsx'
import styles from './BoardPage.module.css'

/**
 * Stands where the canvas broke. The document lives outside of it and goes on being sent and kept; only its drawing
 * has stopped.
 */
export function BoardCrash({ error }: { error: unknown }) {
  useEffect(() => {
    // The one place where an operator can learn of it; nothing is sent anywhere.
    // oxlint-disable-next-line eslint/no-console
    console.error(error)
  }, [error])
  return (
    <div className={styles['crash']}>
      <FullPage
        inShell
        urgent
        heading={<h1>The canvas stopped</h1>}
        details={error instanceof Error ? (error.stack ?? error.message) : String(error)}
        acts={
          <>
            <Button look="primary" onClick={() => location.reload()}>
              Reload the page
            </Button>
            <a className={buttonClass('plain')} href="/">
              All boards
            </a>
          </>
        }
      >
        <p>
          Nothing is lost: what you did is in the board's document, which is saved on the server or kept on this device.
          Reload the page to go on. If it stops again at the same place, select and delete what you added last, or ask
          whoever looks after this server.
        </p>
      </FullPage>
    </div>
  )
}
