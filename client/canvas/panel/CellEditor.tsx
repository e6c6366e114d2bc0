import { useEditor, useValue, type TLShapeId } from '@tldraw/tldraw'
import { useEffect, useId, useRef, type FocusEvent, type KeyboardEvent } from 'react'
import { isCard } from '../../../shared/board/schema.ts'
import type { FieldDefinition } from '../../../shared/templates/field.ts'
import { FieldInput } from '../edit/CardField.tsx'
import { useCardHeight } from '../edit/useCardHeight.ts'
import styles from './Cell.module.css'

/** A field of a card, edited where a table shows it: the same input and the same edit as in the open card. */
export function CellEditor({
  cardId,
  field,
  onDone,
  onStep,
}: {
  cardId: TLShapeId
  field: FieldDefinition
  /** It was left: by a key, after which the focus belongs to the cell, or for something else. */
  onDone(by: 'key' | 'focus'): void
  /** Goes to the cell before or after this one; false where there is none. */
  onStep(step: 1 | -1): boolean
}) {
  const editor = useEditor()
  const id = useId()
  const place = useRef<HTMLDivElement>(null)
  const card = useValue(
    'card of a cell',
    () => {
      const shape = editor.getShape(cardId)
      return isCard(shape) ? shape : null
    },
    [editor, cardId],
  )
  useEffect(() => {
    place.current?.querySelector<HTMLElement>('input, textarea, select')?.focus()
  }, [])
  useCardHeight(cardId)

  const onKeyDown = (event: KeyboardEvent) => {
    // The canvas must not take letters for its shortcuts.
    event.stopPropagation()
    if (event.nativeEvent.isComposing) return
    const isDone =
      event.key === 'Escape' ||
      (event.key === 'Enter' && (event.ctrlKey || event.metaKey || event.target instanceof HTMLInputElement))
    if (isDone) {
      event.preventDefault()
      onDone('key')
    } else if (event.key === 'Tab' && onStep(event.shiftKey ? -1 : 1)) {
      event.preventDefault()
    }
  }
  const onBlur = (event: FocusEvent<HTMLElement>) => {
    // Another window in front leaves the field its place in this one.
    const isAway = document.activeElement === event.target
    if (!isAway && !event.currentTarget.contains(event.relatedTarget)) onDone('focus')
  }

  if (card === null) return null
  return (
    // The listeners see to the input within, which is what one works with.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      ref={place}
      className={styles['editor']}
      onKeyDown={onKeyDown}
      onKeyUp={(event) => event.stopPropagation()}
      onBlur={onBlur}
    >
      <label htmlFor={id} className={styles['hidden']}>
        {field.title}
      </label>
      <FieldInput id={id} card={card} field={field} isLead={false} />
    </div>
  )
}
