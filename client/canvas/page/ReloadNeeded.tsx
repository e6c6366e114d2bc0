import { Button } from '../../ui/Button.tsx'
import styles from './BoardPage.module.css'

/** Stands when a newer Betwixt has written to the board. Nothing more is written from here. */
export function ReloadNeeded() {
  return (
    <main className={styles['crash']} role="alert">
      <h1>Betwixt has been updated</h1>
      <p>
        This board was changed by a newer version than this page is. Reload the page to go on; what you did that is not
        saved yet stays on this device and is sent then.
      </p>
      <div className={styles['crashActs']}>
        <Button look="primary" onClick={() => location.reload()}>
          Reload the page
        </Button>
      </div>
    </main>
  )
}
