import { useEditor } from '@tldraw/tldraw'
import type { Piece } from '../../../shared/templates/readingView.ts'
import { showCards } from './showCards.ts'
import styles from './Panel.module.css'

/** Some words of a reading; those that come from cards lead to them. */
export function PieceView({ piece }: { piece: Piece }) {
  const editor = useEditor()
  if (piece.cards.length === 0) return <span className={styles['piece']}>{piece.text}</span>
  return (
    <button type="button" className={styles['pieceLink']} onClick={() => showCards(editor, piece.cards)}>
      {piece.text}
    </button>
  )
}
