import { BookOpen, Check, Pencil, Spline, X } from 'lucide-react'
import { stopEventPropagation, useEditor, useValue } from '@tldraw/tldraw'
import type { CSSProperties, PointerEvent } from 'react'
import { isCard } from '../../../shared/board/schema.ts'
import { isSuggested } from '../../../shared/templates/cardSide.ts'
import { findKind } from '../../../shared/templates/index.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { setField } from '../edit/fieldEdits.ts'
import { useMay } from '../may.ts'
import { openCard } from '../zones/addCard.ts'
import { CardReactions } from './CardReactions.tsx'
import styles from './CardBar.module.css'

/** What the bar takes above or below a card, in px: a finger's button and the gaps around it. */
const ROOM = 60

/** What can be done with the one selected card, above it: for whoever does not know the keys, or has none. */
export function CardBar() {
  const editor = useEditor()
  const place = useValue(
    'card bar',
    () => {
      const card = editor.getOnlySelectedShape() ?? undefined
      if (!isCard(card) || !editor.isIn('select.idle')) return null
      const bounds = editor.getShapePageBounds(card.id)
      if (bounds === undefined || !editor.getViewportPageBounds().collides(bounds)) return null
      const { x, y: top } = editor.pageToViewport({ x: bounds.maxX, y: bounds.y })
      const { y: foot } = editor.pageToViewport({ x: bounds.maxX, y: bounds.maxY })
      // Where there is no room above it is below, so that it does not lie on what one reads.
      const isBelow = top < ROOM && foot + ROOM < editor.getViewportScreenBounds().h
      const y = isBelow ? foot : top
      const kind = findKind(card.props.template, card.props.kind)
      const suggestion = kind !== undefined && isSuggested(kind, card.props.fields) ? (kind.suggestion ?? null) : null
      return { id: card.id, card, kind, suggestion, isBelow, x: Math.round(x), y: Math.round(y) }
    },
    [editor],
  )
  const mayEdit = useMay('board.edit')
  if (place === null) return null

  const startLink = (event: PointerEvent<HTMLElement>) => {
    event.stopPropagation()
    // A finger's moves would all come to this button; released, they reach the canvas and the link can be dragged.
    if (event.target instanceof Element && event.target.hasPointerCapture(event.pointerId)) {
      event.target.releasePointerCapture(event.pointerId)
    }
    editor.setCurrentTool('link', { from: place.id, isPressed: true })
  }

  return (
    <div
      className={styles['bar']}
      data-below={place.isBelow || undefined}
      style={{ '--x': `${place.x}px`, '--y': `${place.y}px` } as CSSProperties}
      onPointerDown={stopEventPropagation}
      onPointerUp={stopEventPropagation}
      onTouchStart={stopEventPropagation}
      onTouchEnd={stopEventPropagation}
    >
      {mayEdit && place.suggestion !== null && (
        <>
          <IconButton
            label="Confirm this suggestion"
            small
            onClick={() => setField(editor, place.id, place.suggestion ?? '', false)}
          >
            <Check aria-hidden />
          </IconButton>
          <IconButton
            label="Let this suggestion go"
            small
            onClick={() => {
              editor.markHistoryStoppingPoint('let suggestion go')
              editor.deleteShapes([place.id])
            }}
          >
            <X aria-hidden />
          </IconButton>
        </>
      )}
      {mayEdit && place.kind !== undefined && <CardReactions key={place.id} card={place.card} kind={place.kind} />}
      <IconButton label={mayEdit ? 'Edit (Enter)' : 'Read (Enter)'} small onClick={() => openCard(editor, place.id)}>
        {mayEdit ? <Pencil aria-hidden /> : <BookOpen aria-hidden />}
      </IconButton>
      {mayEdit && (
        <IconButton
          label="Link to another card (L)"
          small
          onPointerDown={startLink}
          onClick={(event) => {
            // By keyboard: a pointer has begun the link before it clicks.
            if (event.detail === 0) editor.setCurrentTool('link', { from: place.id })
          }}
        >
          <Spline aria-hidden />
        </IconButton>
      )}
    </div>
  )
}
