import { useEffect, useRef, type ReactNode } from 'react'
import { useDocumentTitle } from './useDocumentTitle.ts'

// The first page of a visit leaves focus where the browser put it; later ones tell where one has come to.
let pagesShown = 0

/** A page's one h1. It names the document, and takes focus when one has come here from another page. */
export function PageHeading({ title, children }: { title: string; children?: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useDocumentTitle(title)
  useEffect(() => {
    pagesShown += 1
    if (pagesShown > 1) heading.current?.focus()
  }, [])
  return (
    <h1 ref={heading} tabIndex={-1} style={{ outline: 'none' }}>
      {children ?? title}
    </h1>
  )
}
