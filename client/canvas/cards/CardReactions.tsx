import { MessageSquare } from 'lucide-react'
import { useEditor, type TLShapeId } from '@tldraw/tldraw'
import { useId, useState } from 'react'
import type { CardShape } from '../../../shared/board/schema.ts'
import type { FieldDefinition } from '../../../shared/templates/field.ts'
import { parseField, rawField } from '../../../shared/templates/fieldValue.ts'
import type { KindDefinition } from '../../../shared/templates/kind.ts'
import { setField } from '../edit/fieldEdits.ts'
import { ReactionsInput } from '../edit/SetInput.tsx'
import { useCardHeight } from '../edit/useCardHeight.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { openCard } from '../zones/addCard.ts'
import styles from './CardBar.module.css'

/** Reacting and replying to a card without opening it first, as far as its kind takes either. */
export function CardReactions({ card, kind }: { card: CardShape; kind: KindDefinition }) {
  const editor = useEditor()
  const id = useId()
  const raw = (field: FieldDefinition) => rawField(card.props.fields, field.id)
  const [reactedTo, setReactedTo] = useState<TLShapeId | null>(null)
  useCardHeight(reactedTo === card.id ? card.id : null)
  return kind.fields.map((field) => {
    if (field.type === 'reactions') {
      return (
        <div key={field.id} className={styles['reactions']}>
          <ReactionsInput
            id={`${id} ${field.id}`}
            field={field}
            elements={parseField(field, raw(field))}
            onSet={(elements) => {
              setField(editor, card.id, field.id, elements)
              setReactedTo(card.id)
            }}
          />
        </div>
      )
    }
    if (field.type !== 'thread') return null
    const count = parseField(field, raw(field)).length
    return (
      <IconButton
        key={field.id}
        label={`${field.title}: ${count}`}
        small
        className={styles['replies'] ?? ''}
        onClick={() => openCard(editor, card.id, field.id)}
      >
        <MessageSquare aria-hidden />
        {count > 0 && <span>{count}</span>}
      </IconButton>
    )
  })
}
