import { useEditor } from '@tldraw/tldraw'
import { useEffect, useRef } from 'react'
import { API_LIMITS } from '../../../shared/api/limits.ts'
import { isZone, type ZoneShape } from '../../../shared/board/schema.ts'
import { PRESSES_KEPT } from '../keptFromCanvas.ts'
import styles from './Zone.module.css'

/** The open title of a zone. Kept when the field is left; an empty one brings the template's back. */
export function ZoneTitleField({ shape, title }: { shape: ZoneShape; title: string }) {
  const editor = useEditor()
  const field = useRef<HTMLInputElement>(null)

  useEffect(() => {
    const input = field.current
    if (input === null) return
    input.focus()
    input.select()
    const keep = () => {
      const current = editor.getShape(shape.id)
      const next = input.value.trim()
      if (!isZone(current) || input.dataset['dropped'] === 'true' || next === title) return
      editor.updateShape<ZoneShape>({ id: shape.id, type: 'zone', props: { title: next } })
    }
    return keep
  }, [editor, shape.id, title])

  return (
    <input
      ref={field}
      className={styles['titleField']}
      aria-label="Zone title"
      defaultValue={title}
      maxLength={API_LIMITS.title}
      {...PRESSES_KEPT}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.key === 'Escape') event.currentTarget.dataset['dropped'] = 'true'
        if (event.key === 'Escape' || event.key === 'Enter') {
          editor.complete()
        }
      }}
    />
  )
}
