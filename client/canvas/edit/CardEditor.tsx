import { useEditor, useValue, type TLShapeId } from '@tldraw/tldraw'
import { useEffect, useRef, type KeyboardEvent } from 'react'
import { isCard, type CardShape } from '../../../shared/board/schema.ts'
import { cardSide } from '../../../shared/templates/cardSide.ts'
import type { FieldDefinition } from '../../../shared/templates/field.ts'
import { findKind } from '../../../shared/templates/index.ts'
import type { KindDefinition } from '../../../shared/templates/kind.ts'
import { Button } from '../../ui/Button.tsx'
import { useToast } from '../../ui/Toast.tsx'
import { FindingSign } from '../cards/FindingSign.tsx'
import { KindMark } from '../cards/KindMark.tsx'
import { EVENTS_KEPT } from '../keptFromCanvas.ts'
import { useMay } from '../may.ts'
import { sceneOf } from '../scene.ts'
import { CardField } from './CardField.tsx'
import { editorPlace } from './editorPlace.ts'
import { useCardHeight } from './useCardHeight.ts'
import { beginAt, firstField } from './firstField.ts'
import styles from './CardEditor.module.css'

/** Where no field can have focus, what is longer than the screen has it, or no key would reach its end. */
const SCROLLED_BY_KEY = { tabIndex: 0, role: 'group', 'aria-label': 'Fields' }

/** The open card: its fields, over the place where it lies, in a size that can be read at any zoom. */
export function CardEditor() {
  const editor = useEditor()
  const card = useValue(
    'edited card',
    () => {
      const shape = editor.getEditingShape()
      return isCard(shape) ? shape : null
    },
    [editor],
  )
  return card === null ? null : <OpenCard key={card.id} card={card} />
}

function OpenCard({ card }: { card: CardShape }) {
  const editor = useEditor()
  const form = useRef<HTMLFormElement>(null)
  const kind = findKind(card.props.template, card.props.kind)
  const place = useValue('place of the open card', () => editorPlace(editor, card.id), [editor, card.id])
  const findings = useValue('findings of the open card', () => sceneOf(editor).findings.get().get(card.id), [
    editor,
    card.id,
  ])
  const writers = useValue('writers of the open card', () => sceneOf(editor).writers.get().get(card.id), [
    editor,
    card.id,
  ])

  useEffect(() => {
    const wanted = firstField(editor)
    const place = wanted === null ? '[data-lead]' : `[data-field="${CSS.escape(wanted)}"]`
    const first = form.current?.querySelector<HTMLElement>(`${place} :is(input, textarea, select)`)
    // Scrolling to the lead could only scroll the canvas; any other field may lie below what the form shows.
    first?.focus({ preventScroll: wanted === null })
    // A card that is opened by key or double click the next time begins with its lead again.
    return () => beginAt(editor, null)
  }, [editor])

  const mayEdit = useMay('board.edit')
  useCardHeight(card.id)
  useToldWhenGone(card.id)

  const end = () => editor.complete()
  const onKeyDown = (event: KeyboardEvent<HTMLFormElement>) => {
    // The canvas must not take letters for its shortcuts.
    event.stopPropagation()
    if (event.nativeEvent.isComposing) return
    const isDone = event.key === 'Escape' || (event.key === 'Enter' && (event.ctrlKey || event.metaKey))
    if (isDone) {
      event.preventDefault()
      end()
    } else if (event.key === 'Enter' && event.target instanceof HTMLInputElement) {
      event.preventDefault()
      if (!focusNext(event.currentTarget, event.target)) end()
    }
  }

  return (
    // The listeners only keep the canvas below from taking what is meant for the fields.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      ref={form}
      className={styles['form']}
      // Not the card's own name: that is the card's, which lies behind it.
      aria-label={`${mayEdit ? 'Edit' : 'Read'} ${kind?.title.toLowerCase() ?? 'card'}`}
      data-side={kind === undefined ? 'none' : cardSide(kind, card.props.fields)}
      data-sheet={place.isSheet || undefined}
      style={place.isSheet ? {} : { left: place.left, top: place.top, width: place.width, maxHeight: place.maxHeight }}
      {...EVENTS_KEPT}
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault()
        end()
      }}
    >
      <div className={styles['head']}>
        <KindMark kind={kind} />
        <span className={styles['kind']}>{kind?.title ?? 'Card of an unknown kind'}</span>
        {writers !== undefined && <span className={styles['writers']}>{writers.join(', ')} here too</span>}
      </div>
      <div className={styles['fields']} {...(mayEdit ? {} : SCROLLED_BY_KEY)}>
        {kind === undefined && <p>This version of Betwixt does not know this kind of card, so it cannot edit it.</p>}
        <fieldset className={styles['inputs']} disabled={!mayEdit}>
          {leadFirst(kind).map((field, at) => (
            <div key={field.id} data-lead={at === 0 || undefined} data-field={field.id}>
              <CardField card={card} field={field} isLead={at === 0} />
            </div>
          ))}
        </fieldset>
        {findings !== undefined && (
          <ul className={styles['findings']}>
            {findings.map(({ rule, severity, message }) => (
              <li key={`${rule} ${message}`}>
                <FindingSign severity={severity} className={styles['sign']} />
                {message}
              </li>
            ))}
          </ul>
        )}
      </div>
      <div className={styles['foot']}>
        <span className={styles['hint']}>
          {mayEdit ? 'Tab for the next field' : 'Your link is for looking, not for changing'}
        </span>
        <Button type="submit" look="primary" small>
          {mayEdit ? 'Done' : 'Close'}
        </Button>
      </div>
    </form>
  )
}

/** The fields as they are filled: one begins to type in the lead, and Tab leads to all others. */
function leadFirst(kind: KindDefinition | undefined): readonly FieldDefinition[] {
  return (kind?.fields ?? []).toSorted((a, b) => Number(b.id === kind?.lead) - Number(a.id === kind?.lead))
}

/** Whoever has a card open that somebody else deletes is told why it closes under their hands. */
function useToldWhenGone(id: TLShapeId): void {
  const editor = useEditor()
  const toast = useToast()
  useEffect(
    () => () => {
      if (editor.getShape(id) === undefined) toast({ text: 'The card that you had open was deleted.' })
    },
    [editor, id, toast],
  )
}

/** Moves to the field after this one; false after the last. */
function focusNext(form: HTMLFormElement, from: HTMLElement): boolean {
  const inputs = [...form.querySelectorAll<HTMLElement>('input, textarea, select')]
  const next = inputs[inputs.indexOf(from) + 1]
  next?.focus()
  return next !== undefined
}
