import { useEffect, useRef, useState } from 'react'
import { API_LIMITS } from '../../../shared/api/limits.ts'
import { useBoardActions } from '../../api/boards.ts'
import { problemText } from '../../api/problem.ts'
import { lengthProblem } from '../../ui/lengthProblem.ts'
import { useToast } from '../../ui/Toast.tsx'
import { useMay } from '../may.ts'
import styles from './TopBar.module.css'

/** The board's title, changed where it stands. While a dialog is open it is words alone, and no second field "title". */
export function BoardTitle({ boardId, title, isStill }: { boardId: string; title: string; isStill: boolean }) {
  const { rename } = useBoardActions()
  const toast = useToast()
  const [draft, setDraft] = useState<string | null>(null)
  const field = useRef<HTMLInputElement>(null)
  const shown = draft ?? title
  const mayEdit = useMay('board.edit')

  // As wide as its words, and no wider than the bar allows.
  const sizer = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    if (field.current !== null && sizer.current !== null)
      field.current.style.width = `${sizer.current.offsetWidth + 2}px`
  }, [shown])

  const keep = () => {
    const next = (draft ?? '').trim()
    const problem = lengthProblem(next, API_LIMITS.title)
    if (problem !== undefined) {
      // What was typed stays, to be shortened; nothing is cut off behind anybody's back.
      toast({ text: problem })
      return
    }
    setDraft(null)
    if (draft === null || next === '' || next === title) return
    rename.mutate({ id: boardId, title: next }, { onError: (error) => toast({ text: problemText(error) }) })
  }
  return (
    <span className={styles['titleBox']}>
      <span ref={sizer} className={styles['titleSizer']} aria-hidden="true">
        {shown === '' ? ' ' : shown}
      </span>
      <input
        ref={field}
        className={styles['title']}
        {...(isStill ? { 'aria-hidden': true, disabled: true } : { 'aria-label': 'Board title' })}
        value={shown}
        readOnly={!mayEdit}
        aria-invalid={lengthProblem(shown, API_LIMITS.title) !== undefined || undefined}
        spellCheck={false}
        onFocus={() => mayEdit && setDraft(shown)}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          event.stopPropagation()
          if (event.key === 'Enter') event.currentTarget.blur()
          if (event.key === 'Escape') {
            setDraft(null)
            // After the draft is gone, so that leaving the field keeps nothing.
            requestAnimationFrame(() => field.current?.blur())
          }
        }}
      />
    </span>
  )
}
