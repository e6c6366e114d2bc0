import { useEffect } from 'react'
import { Button } from '../ui/Button.tsx'
import { FullPage } from './FullPage.tsx'
import { useDocumentTitle } from './useDocumentTitle.ts'

const RETRY_MS = 4_000

/** Stands as long as nothing can be read from the server; tries again by itself. */
export function ServerAway({ message, retry }: { message: string; retry(): void }) {
  useDocumentTitle('Not connected')
  useEffect(() => {
    const timer = setInterval(retry, RETRY_MS)
    return () => clearInterval(timer)
  }, [retry])
  return (
    <FullPage urgent heading={<h1>No answer from the server</h1>} acts={<Button onClick={retry}>Try now</Button>}>
      <p>{message} Nothing is lost; this page tries again by itself.</p>
    </FullPage>
  )
}
