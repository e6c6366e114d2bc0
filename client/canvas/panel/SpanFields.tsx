import { useEditor, useValue } from '@tldraw/tldraw'
import { useId, useState } from 'react'
import { isDay } from '../../../shared/templates/day.ts'
import { ALL_DAYS, isBounded } from '../../../shared/templates/span.ts'
import { Button } from '../../ui/Button.tsx'
import { sceneOf } from '../scene.ts'
import styles from './SpanFields.module.css'

/** The days that the reading is of, on this screen: from one to another, both within; empty for no bound. */
export function SpanFields() {
  const editor = useEditor()
  const id = useId()
  const span = useValue('span', () => sceneOf(editor).span.get(), [editor])
  // As typed: a date field says nothing while a day is only half written.
  const [days, setDays] = useState({ from: span.from ?? '', to: span.to ?? '' })
  const isBackwards = days.from !== '' && days.to !== '' && days.from > days.to
  const choose = (next: typeof days) => {
    setDays(next)
    const [from, to] = [next.from, next.to].map((day) => (isDay(day) ? day : null))
    if (from === undefined || to === undefined || (from !== null && to !== null && from > to)) return
    sceneOf(editor).span.set({ from, to })
  }
  return (
    <div className={styles['span']} role="group" aria-label="Days of the reading">
      {(['from', 'to'] as const).map((end) => (
        <label key={end} htmlFor={`${id}-${end}`}>
          {end === 'from' ? 'From' : 'To'}
          <input
            id={`${id}-${end}`}
            type="date"
            value={days[end]}
            aria-invalid={isBackwards || undefined}
            onChange={(event) => choose({ ...days, [end]: event.target.value })}
          />
        </label>
      ))}
      <Button
        small
        look="quiet"
        disabled={!isBounded(span) && !isBackwards}
        onClick={() => {
          setDays({ from: '', to: '' })
          sceneOf(editor).span.set(ALL_DAYS)
        }}
      >
        All days
      </Button>
      {isBackwards && <p role="alert">The last day lies before the first.</p>}
    </div>
  )
}
