import { useEditor, useValue, type TLShapeId } from '@tldraw/tldraw'
import { useEffect, useEffectEvent, useId, useRef, type FocusEvent, type KeyboardEvent, type RefObject } from 'react'
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
  const isLeft = useLeftByPointer(place, () => onDone('focus'))

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
    if (!isLeft.current && !isAway && !event.currentTarget.contains(event.relatedTarget)) onDone('focus')
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

/**
 * Closes after a press outside has been let go: earlier, the table would move away under the pointer and what it
 * pressed would not be clicked. Returns whether such a press is under way.
 */
function useLeftByPointer(place: RefObject<HTMLElement | null>, onLeft: () => void): RefObject<boolean> {
  const isLeft = useRef(false)
  const left = useEffectEvent(onLeft)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null
    const onDown = ({ target }: PointerEvent) => {
      isLeft.current = target instanceof Node && place.current?.contains(target) !== true
    }
    const onUp = () => {
      if (isLeft.current) timer ??= setTimeout(() => left(), 0)
    }
    const options = { capture: true }
    document.addEventListener('pointerdown', onDown, options)
    document.addEventListener('pointerup', onUp, options)
    document.addEventListener('pointercancel', onUp, options)
    return () => {
      document.removeEventListener('pointerdown', onDown, options)
      document.removeEventListener('pointerup', onUp, options)
      document.removeEventListener('pointercancel', onUp, options)
      if (timer !== null) clearTimeout(timer)
    }
  }, [place])
  return isLeft
}
