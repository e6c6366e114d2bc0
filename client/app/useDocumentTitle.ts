import { useEffect } from 'react'

/** Names the browser's tab: "Checkout search · Betwixt". */
export function useDocumentTitle(title: string): void {
  useEffect(() => {
    document.title = title === '' ? 'Betwixt' : `${title} · Betwixt`
  }, [title])
}
