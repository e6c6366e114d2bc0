import { useEffect, useRef, useState, type ReactNode } from 'react'
import { Button } from '../../ui/Button.tsx'
import styles from './Panel.module.css'

/**
 * A list of which only the first items are drawn until more are asked for: three hundred questions are found one by
 * one, and cost as much as a board to draw. Items are `li`s.
 */
export function FirstOnes<Item>({
  items,
  first,
  className,
  children,
}: {
  items: readonly Item[]
  /** How many are drawn at first, and how many come with each further look. */
  first: number
  className: string | undefined
  children(item: Item): ReactNode
}) {
  const list = useRef<HTMLUListElement>(null)
  const [count, setCount] = useState(first)
  const focusAt = useRef<number | null>(null)
  // The focus goes on to the first that came, rather than away with the button.
  useEffect(() => {
    if (focusAt.current === null) return
    list.current?.children[focusAt.current]?.querySelector('button')?.focus()
    focusAt.current = null
  }, [count])
  const more = items.length - count
  return (
    <>
      <ul ref={list} className={className}>
        {items.slice(0, count).map(children)}
      </ul>
      {more > 0 && (
        <Button
          small
          look="quiet"
          className={styles['more'] ?? ''}
          onClick={() => {
            focusAt.current = count
            setCount(count + first)
          }}
        >
          Show {Math.min(more, first)} more of {more}
        </Button>
      )}
    </>
  )
}
