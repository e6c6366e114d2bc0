import { useEditor, useValue } from '@tldraw/tldraw'
import { useId } from 'react'
import { isDay } from '../../../shared/templates/day.ts'
import { Button } from '../../ui/Button.tsx'
import { sceneOf } from '../scene.ts'
import { filterParts, toggled } from './cardFilter.ts'
import { cardsOf } from './cardsOf.ts'
import styles from './Filter.module.css'

/** In px: no form needs more, and on a phone whose panel is open there is far less. */
const HIGHEST = 540
/** What stands above the form, and a little air below it. */
const AROUND = 72

/** What can be looked for, part by part; each choice takes effect at once, on this screen alone. */
export function FilterForm({ onClose }: { onClose(): void }) {
  const editor = useEditor()
  const id = useId()
  const filter = useValue('filter', () => sceneOf(editor).filter.get(), [editor])
  const { parts, hasDays } = useValue('parts of a filter', () => filterParts(cardsOf(editor)), [editor])
  const { filter: kept } = sceneOf(editor)
  const room = useValue('room of the canvas', () => editor.getViewportScreenBounds().h, [editor])
  return (
    <div
      className={styles['form']}
      role="group"
      aria-label="Filter cards on this screen"
      style={{ maxHeight: Math.min(HIGHEST, room - AROUND) }}
    >
      {parts.map((part) => (
        <div key={part.id} className={styles['part']} role="group" aria-labelledby={`${id}-${part.id}`}>
          <span id={`${id}-${part.id}`} className={styles['title']}>
            {part.title}
          </span>
          {part.values.length === 0 ? (
            <span className={styles['none']}>Nothing said yet</span>
          ) : (
            <div className={styles['values']}>
              {part.values.map(({ key, title, count }) => (
                <button
                  key={key}
                  type="button"
                  className={styles['value']}
                  aria-pressed={filter.chosen[part.id]?.includes(key) === true}
                  onClick={() => kept.set(toggled(filter, part.id, key))}
                >
                  {title} <span className={styles['number']}>{count}</span>
                </button>
              ))}
            </div>
          )}
        </div>
      ))}
      {hasDays && (
        <div className={styles['part']} role="group" aria-labelledby={`${id}-days`}>
          <span id={`${id}-days`} className={styles['title']}>
            Days
          </span>
          <div className={styles['values']}>
            {(['from', 'to'] as const).map((end) => (
              <label key={end} className={styles['day']}>
                {end === 'from' ? 'From' : 'To'}
                <input
                  type="date"
                  value={filter.span[end] ?? ''}
                  onChange={({ target: { value } }) =>
                    kept.set({ ...filter, span: { ...filter.span, [end]: isDay(value) ? value : null } })
                  }
                />
              </label>
            ))}
          </div>
        </div>
      )}
      <div className={styles['foot']}>
        <span>What does not fit is dimmed on this screen only.</span>
        <Button small onClick={onClose}>
          Close
        </Button>
      </div>
    </div>
  )
}
