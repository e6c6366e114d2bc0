import { useEditor } from '@tldraw/tldraw'
import { Pencil } from 'lucide-react'
import type { Piece } from '../../../shared/templates/readingView.ts'
import { useMay } from '../may.ts'
import { CellEditor } from './CellEditor.tsx'
import { cellField } from './cellField.ts'
import { PieceView } from './PieceView.tsx'
import { showCards } from './showCards.ts'
import styles from './Cell.module.css'
import panel from './Panel.module.css'

/** One piece in a cell of a table. A click leads to its card; a piece that is one field of it can be edited here. */
export function TableCell({
  piece,
  editing,
  onEdit,
  onDone,
  onStep,
}: {
  piece: Piece
  /** The key of the cell that is being edited, if any. */
  editing: string | null
  onEdit(key: string): void
  onDone(key: string, by: 'key' | 'focus'): void
  onStep(key: string, step: 1 | -1): boolean
}) {
  const editor = useEditor()
  const mayEdit = useMay('board.edit')
  const cell = mayEdit ? cellField(editor, piece) : null
  if (cell === null) return piece.text === '' ? null : <PieceView piece={piece} />
  const { key, field, cardId } = cell
  const edit = () => onEdit(key)
  return (
    <div className={styles['cell']} data-cell={key}>
      {editing === key ? (
        <CellEditor
          cardId={cardId}
          field={field}
          onDone={(by) => onDone(key, by)}
          onStep={(step) => onStep(key, step)}
        />
      ) : (
        <>
          {piece.text !== '' && (
            <button
              type="button"
              className={panel['pieceLink']}
              title={`Enter edits ${field.title.toLowerCase()}`}
              onClick={() => showCards(editor, piece.cards)}
              onDoubleClick={edit}
              onKeyDown={(event) => {
                if (event.key !== 'Enter') return
                event.preventDefault()
                edit()
              }}
            >
              {piece.text}
            </button>
          )}
          <button
            type="button"
            className={styles['edit']}
            aria-label={`Edit ${field.title}`}
            title={`Edit ${field.title}`}
            // Where there are words, these take the keys for both.
            tabIndex={piece.text === '' ? 0 : -1}
            onClick={edit}
          >
            <Pencil aria-hidden size={14} />
          </button>
        </>
      )}
    </div>
  )
}
