import { useEffect } from 'react'
import { Sides } from '../design/Sides.tsx'
import { Button } from '../ui/Button.tsx'
import { useDocumentTitle } from './useDocumentTitle.ts'
import styles from './FullPage.module.css'

const RETRY_MS = 4_000

/** Stands as long as nothing can be read from the server; tries again by itself. */
export function ServerAway({ message, retry }: { message: string; retry(): void }) {
  useDocumentTitle('Not connected')
  useEffect(() => {
    const timer = setInterval(retry, RETRY_MS)
    return () => clearInterval(timer)
  }, [retry])
  return (
    <main className={styles['page']}>
      <Sides apart />
      <div className={styles['words']} role="alert">
        <h1>No answer from the server</h1>
        <p>{message} Nothing is lost; this page tries again by itself.</p>
        <div className={styles['acts']}>
          <Button onClick={retry}>Try now</Button>
        </div>
      </div>
    </main>
  )
}
