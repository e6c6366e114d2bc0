import { useEditor, useValue, type TLCursorProps } from '@tldraw/tldraw'
import { memo } from 'react'
import { findDiscipline } from '../../../shared/disciplines.ts'
import { sceneOf } from '../scene.ts'
import { otherByUserId } from './showOthers.ts'
import styles from './BoardCursor.module.css'

/** Somebody else's pointer with their name and what they bring. */
export const BoardCursor = memo(function BoardCursor({ className, zoom, point, color, name, userId }: TLCursorProps) {
  const editor = useEditor()
  const discipline = useValue(
    'discipline of a cursor',
    () => otherByUserId(sceneOf(editor), userId)?.person.discipline ?? '',
    [editor, userId],
  )
  if (point === null) return null
  const title = discipline === '' ? '' : findDiscipline(discipline).title
  return (
    <div
      className={`tl-overlays__item ${className ?? ''}`}
      style={{ transform: `translate(${point.x}px, ${point.y}px) scale(${1 / zoom})` }}
      aria-hidden="true"
    >
      <svg className={styles['arrow']} width="20" height="22" viewBox="0 0 20 22">
        <path
          d="M2 2v15.5l4.2-3.8h6.6z"
          fill={color}
          stroke="var(--paper-raised)"
          strokeWidth="1.5"
          strokeLinejoin="round"
        />
      </svg>
      {name !== null && name !== '' && (
        <div className={styles['name']} style={{ background: color }}>
          <span className={styles['who']}>{name}</span>
          {title !== '' && <span className={styles['discipline']}>{title}</span>}
        </div>
      )}
    </div>
  )
})
