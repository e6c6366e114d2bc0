import { Copy, Ellipsis, Pencil, Trash2 } from 'lucide-react'
import { Link } from 'wouter'
import type { Board } from '../../shared/api/boards.ts'
import { useTemplates } from '../api/templates.ts'
import { TimeAgo } from '../time/TimeAgo.tsx'
import { MenuButton } from '../ui/MenuButton.tsx'
import type { MenuEntry } from '../ui/menuEntry.ts'
import { BoardPicture } from './BoardPicture.tsx'
import { PeopleHere } from './PeopleHere.tsx'
import type { CardActions } from './useCardActions.tsx'
import styles from './BoardCard.module.css'

/** One board on the home page: its picture, its name, when and by whom it last changed, and who is there. */
export function BoardCard({ board, actions }: { board: Board; actions: CardActions }) {
  const template = useTemplates().data?.find(({ id }) => id === board.template)
  const mine = board.role === 'owner'
  const rename: MenuEntry = { type: 'act', label: 'Rename', icon: <Pencil />, onSelect: () => actions.rename(board) }
  return (
    <article className={styles['card']}>
      <div className={styles['sheet']}>
        <BoardPicture thumbnail={board.thumbnail} template={template} />
        <PeopleHere people={board.people} />
      </div>
      <div className={styles['words']}>
        <h2 className={styles['title']}>
          <Link href={`/b/${board.id}`} className={styles['link']}>
            {board.title}
          </Link>
        </h2>
        <p className={styles['facts']}>
          <span>{template?.title ?? board.template}</span>
          <span>
            <TimeAgo iso={board.updatedAt} />
            {board.updatedBy !== null && board.updatedBy.name !== '' && ` by ${board.updatedBy.name}`}
          </span>
        </p>
      </div>
      <MenuButton
        label={`More for ${board.title}`}
        small
        square
        className={styles['more'] ?? ''}
        entries={mine ? [rename, ...ownersEntries(board, actions)] : [rename]}
      >
        <Ellipsis aria-hidden />
      </MenuButton>
    </article>
  )
}

function ownersEntries(board: Board, actions: CardActions): MenuEntry[] {
  return [
    { type: 'act', label: 'Duplicate', icon: <Copy />, onSelect: () => actions.duplicate(board) },
    { type: 'line', id: 'before-delete' },
    { type: 'act', label: 'Delete', icon: <Trash2 />, onSelect: () => actions.trash(board) },
  ]
}
