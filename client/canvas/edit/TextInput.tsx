import { useEditor } from '@tldraw/tldraw'
import { useEffect, useEffectEvent, useLayoutEffect, useRef } from 'react'
import type { FieldDefinition } from '../../../shared/templates/field.ts'
import { textLimit } from '../../../shared/templates/fieldInput.ts'
import { sceneOf } from '../scene.ts'
import styles from './CardEditor.module.css'

/**
 * A text of a card, typed together with whoever has it open as well. The text lives in the document; `shown` is its
 * mirror on the card and only tells when the field must grow.
 */
export function TextInput({
  id,
  cardId,
  field,
  isLead,
  shown,
}: {
  id: string
  cardId: string
  field: FieldDefinition
  isLead: boolean
  shown: string
}) {
  const editor = useEditor()
  const area = useRef<HTMLTextAreaElement>(null)
  const line = useRef<HTMLInputElement>(null)

  // A card from elsewhere may hold its words as plain values, which can be read here and not typed together.
  const showPlain = useEffectEvent((input: HTMLInputElement | HTMLTextAreaElement) => {
    if (input.readOnly && input.value === '') input.value = shown
  })
  useEffect(() => {
    const input = area.current ?? line.current
    if (input === null) return
    const unbind = sceneOf(editor).bindText(cardId, field.id, input)
    showPlain(input)
    if (area.current !== null) grow(area.current)
    return unbind
  }, [editor, cardId, field.id])

  useLayoutEffect(() => {
    if (area.current !== null) grow(area.current)
  }, [shown])

  const common = {
    id,
    className: styles['input'],
    placeholder: field.placeholder ?? '',
    maxLength: textLimit(field) ?? undefined,
    autoComplete: 'off',
  }
  // A short lead still runs over several lines on a card 240 px wide, but holds no line breaks.
  return field.type === 'long-text' ? (
    <textarea ref={area} rows={isLead ? 2 : 1} {...common} onInput={(event) => grow(event.currentTarget)} />
  ) : (
    <input ref={line} type="text" {...common} />
  )
}

/** Not every browser knows `field-sizing: content` yet. */
function grow(area: HTMLTextAreaElement): void {
  area.style.height = 'auto'
  area.style.height = `${area.scrollHeight + 2}px`
}
