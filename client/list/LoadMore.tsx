import { useEffect, useRef } from 'react'
import { Button } from '../ui/Button.tsx'
import styles from './LoadMore.module.css'

/** Pages that come by scrolling alone: whoever wants more of so long a list says so, or searches. */
const PAGES_BY_SCROLLING = 5

interface Pages {
  data: { pages: readonly { items: readonly unknown[] }[] } | undefined
  hasNextPage: boolean
  isFetchingNextPage: boolean
  fetchNextPage(): Promise<unknown>
}

interface LoadMoreProps {
  query: Pages
  label: string
  /** The id of the list element: by the button, focus goes on to the first item that came, not past all of them. */
  listId?: string
}

/** Fetches the next page of a list when its end comes into view; a button too, for whoever gets there by keyboard. */
export function LoadMore({ query, label, listId }: LoadMoreProps) {
  const place = useRef<HTMLDivElement>(null)
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = query
  const pages = data?.pages ?? []
  const shown = pages.reduce((sum, { items }) => sum + items.length, 0)
  const isLong = pages.length >= PAGES_BY_SCROLLING
  useEffect(() => {
    if (place.current === null || !hasNextPage || isFetchingNextPage || isLong) return
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting === true) void fetchNextPage()
      },
      { rootMargin: '400px' },
    )
    observer.observe(place.current)
    return () => observer.disconnect()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage, isLong])
  const focusAt = useRef<number | null>(null)
  useEffect(() => {
    if (focusAt.current === null || shown <= focusAt.current) return
    if (listId !== undefined) focusItem(listId, focusAt.current)
    focusAt.current = null
  }, [shown, listId])
  if (!hasNextPage) return null
  const more = () => {
    focusAt.current = shown
    void fetchNextPage()
  }
  return (
    <div ref={place} className={styles['more']}>
      {isLong && <p aria-live="polite">{shown} are shown.</p>}
      <Button busy={isFetchingNextPage} onClick={more}>
        {label}
      </Button>
    </div>
  )
}

function focusItem(listId: string, index: number): void {
  const item = document.getElementById(listId)?.children[index]
  item?.querySelector<HTMLElement>('a[href], button')?.focus({ preventScroll: true })
}
