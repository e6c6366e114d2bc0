import { useEditor, useValue } from '@tldraw/tldraw'
import { useEffect, useEffectEvent, useId, useState, type ReactNode } from 'react'
import { disciplines, findDiscipline } from '../../../shared/disciplines.ts'
import { jsonEqual } from '../../../shared/board/equal.ts'
import { byOrder } from '../../../shared/board/layout.ts'
import { isCard, type CardShape, type FieldValue } from '../../../shared/board/schema.ts'
import { cardTitle } from '../../../shared/templates/cardTitle.ts'
import type { CardField as CardReferenceField, FieldDefinition } from '../../../shared/templates/field.ts'
import { TAGS_LIMIT, validateFieldInput } from '../../../shared/templates/fieldInput.ts'
import { parseField, rawField } from '../../../shared/templates/fieldValue.ts'
import { findKind } from '../../../shared/templates/index.ts'
import { useToast } from '../../ui/Toast.tsx'
import { setField } from './fieldEdits.ts'
import { ImageField } from './ImageField.tsx'
import { ReactionsInput, SignaturesInput, ThreadInput } from './SetInput.tsx'
import { TextInput } from './TextInput.tsx'
import styles from './CardEditor.module.css'

interface FieldProps {
  card: CardShape
  field: FieldDefinition
  isLead: boolean
}

/** What needs the whole width of an open card, with its label above. */
const WIDE: ReadonlySet<FieldDefinition['type']> = new Set(['long-text', 'image', 'reactions', 'thread'])

/** One field of an open card: its label and the input that fits its type. */
export function CardField({ card, field, isLead }: FieldProps) {
  const id = useId()
  return (
    <div
      className={styles['field']}
      data-is-lead={isLead || undefined}
      data-is-long={WIDE.has(field.type) || undefined}
    >
      <label className={styles['label']} htmlFor={id}>
        {field.title}
      </label>
      <FieldInput id={id} card={card} field={field} isLead={isLead} />
    </div>
  )
}

/** The input that fits a field's type; whoever shows it says what it is called. */
export function FieldInput({ id, card, field, isLead }: FieldProps & { id: string }) {
  const editor = useEditor()
  const raw = rawField(card.props.fields, field.id)
  const set = (value: FieldValue) => setField(editor, card.id, field.id, value)
  switch (field.type) {
    case 'short-text':
    case 'person':
    case 'long-text':
      return (
        <TextInput id={id} cardId={card.id} field={field} isLead={isLead} shown={typeof raw === 'string' ? raw : ''} />
      )
    case 'choice':
      return (
        <Select id={id} value={parseField(field, raw) ?? ''} onChange={(value) => set(value === '' ? null : value)}>
          {field.choices.map((choice) => (
            <option key={choice.id} value={choice.id}>
              {choice.title}
            </option>
          ))}
        </Select>
      )
    case 'yes-no':
      return (
        <Select
          id={id}
          value={raw === true ? 'yes' : raw === false ? 'no' : ''}
          onChange={(value) => set(value === '' ? null : value === 'yes')}
        >
          <option value="yes">Yes</option>
          <option value="no">No</option>
        </Select>
      )
    case 'discipline': {
      const written = parseField(field, raw)
      const value = written === null ? null : findDiscipline(written)
      const isOther = value !== null && !disciplines.some((known) => known.id === value.id)
      return (
        <Select id={id} value={value?.id ?? ''} onChange={(next) => set(next === '' ? null : next)}>
          {disciplines.map((known) => (
            <option key={known.id} value={known.id}>
              {known.title}
            </option>
          ))}
          {isOther && <option value={value.id}>{value.title}</option>}
        </Select>
      )
    }
    case 'number':
    case 'date':
    case 'tags':
      return <TypedInput id={id} field={field} raw={raw} onSet={set} />
    case 'image':
      return <ImageField id={id} value={parseField(field, raw)} onSet={set} />
    case 'signatures':
      return <SignaturesInput id={id} field={field} elements={parseField(field, raw)} onSet={set} />
    case 'reactions':
      return <ReactionsInput id={id} field={field} elements={parseField(field, raw)} onSet={set} />
    case 'thread':
      return <ThreadInput id={id} field={field} elements={parseField(field, raw)} onSet={set} />
    case 'card':
      return <CardChoice id={id} card={card} field={field} value={parseField(field, raw)} onSet={set} />
  }
}

/** Another card of the board, by what it is called. */
function CardChoice({
  id,
  card,
  field,
  value,
  onSet,
}: {
  id: string
  card: CardShape
  field: CardReferenceField
  value: string | null
  onSet(value: string | null): void
}) {
  const editor = useEditor()
  const { template } = card.props
  const choices = useValue(
    'cards to choose from',
    () =>
      editor
        .getCurrentPageShapes()
        .filter((shape) => isCard(shape))
        .filter(({ props }) => props.template === template && field.kinds.includes(props.kind))
        .sort(byOrder)
        .map(({ id: other, props }) => ({ id: other, title: cardTitle(findKind(template, props.kind), props.fields) })),
    [editor, template, field],
  )
  const isGone = value !== null && !choices.some((choice) => choice.id === value)
  return (
    <Select id={id} value={value ?? ''} onChange={(next) => onSet(next === '' ? null : next)}>
      {choices.map((choice) => (
        <option key={choice.id} value={choice.id}>
          {choice.title}
        </option>
      ))}
      {isGone && <option value={value}>A card that is not on this page</option>}
    </Select>
  )
}

function Select({
  id,
  value,
  onChange,
  children,
}: {
  id: string
  value: string
  onChange(value: string): void
  children: ReactNode
}) {
  return (
    <select id={id} className={styles['input']} value={value} onChange={(event) => onChange(event.target.value)}>
      <option value="">Not said yet</option>
      {children}
    </select>
  )
}

type TypedField = Extract<FieldDefinition, { type: 'number' | 'date' | 'tags' }>

/** Taken as soon as it is whole, so that a half-typed number is no change; what is not taken says why and stays. */
function TypedInput({
  id,
  field,
  raw,
  onSet,
}: {
  id: string
  field: TypedField
  raw: ReturnType<typeof rawField>
  onSet(value: FieldValue): void
}) {
  // While one types, what others set does not replace it; it shows when the field is left.
  const [draft, setDraft] = useState<string | null>(null)
  const problem = draft === null ? null : validateFieldInput(field, typedValue(field, draft))
  const take = (typed: string) => {
    const value = typedValue(field, typed)
    if (validateFieldInput(field, value) === null && !jsonEqual(value, raw)) onSet(value)
  }
  const toast = useToast()
  // A card that is closed under the field takes it away before it is left, and with it what could not be taken.
  const takeDraft = useEffectEvent(() => {
    if (draft === null) return
    take(draft)
    if (problem !== null) toast({ text: `“${draft}” was not kept in ${field.title}. ${problem}` })
  })
  useEffect(() => takeDraft, [])
  return (
    <div className={styles['typed']}>
      <input
        id={id}
        className={styles['input']}
        type={field.type === 'tags' ? 'text' : field.type}
        value={draft ?? shownValue(raw)}
        placeholder={field.placeholder ?? (field.type === 'tags' ? 'Separated by commas' : '')}
        aria-invalid={problem !== null || undefined}
        {...(field.type === 'number' ? numberLimits(field) : {})}
        onChange={(event) => {
          setDraft(event.target.value)
          // Tags are whole when the field is left: before, each letter would be a tag of its own.
          if (field.type !== 'tags') take(event.target.value)
        }}
        onBlur={() => {
          if (draft !== null) take(draft)
          if (problem === null) setDraft(null)
        }}
      />
      {problem !== null && <p className={styles['problem']}>{problem}</p>}
    </div>
  )
}

function numberLimits({ min, max, integer }: Extract<FieldDefinition, { type: 'number' }>) {
  return {
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    step: integer === true ? 1 : 'any',
  }
}

function shownValue(raw: ReturnType<typeof rawField>): string {
  if (Array.isArray(raw)) return raw.join(', ')
  return typeof raw === 'string' || typeof raw === 'number' ? String(raw) : ''
}

function typedValue(field: TypedField, typed: string): FieldValue {
  const text = typed.trim()
  if (field.type === 'tags') {
    const tags = text.split(',').map((tag) => tag.trim())
    return [...new Set(tags.filter((tag) => tag !== ''))].slice(0, TAGS_LIMIT).sort()
  }
  if (text === '') return null
  return field.type === 'number' ? Number(text) : text
}
