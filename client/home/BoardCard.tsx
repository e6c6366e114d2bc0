import { Copy, Ellipsis, Eye, EyeOff, Pencil, Trash2 } from 'lucide-react'
import { memo, useRef } from 'react'
import { Link } from 'wouter'
import { roleMay } from '../../shared/access/boardRights.ts'
import type { Board } from '../../shared/api/boards.ts'
import type { TemplateSummary } from '../../shared/api/templates.ts'
import { useNearView } from '../list/useNearView.ts'
import { TimeAgo } from '../time/TimeAgo.tsx'
import { MenuButton } from '../ui/MenuButton.tsx'
import type { MenuEntry } from '../ui/menuEntry.ts'
import { BoardPicture } from './BoardPicture.tsx'
import { PeopleHere } from './PeopleHere.tsx'
import type { CardActions } from './useCardActions.tsx'
import styles from './BoardCard.module.css'

interface BoardCardProps {
  board: Board
  template: TemplateSummary | undefined
  actions: CardActions
  /** Whether it is among those that the window shows first. */
  first: boolean
}

/**
 * One board on the home page: its picture, its name, when and by whom it last changed, and who is there. Far outside
 * the window only its name is there, so that whoever reads or looks for it finds it, and thousands of boards are light.
 */
export const BoardCard = memo(function BoardCard({ board, template, actions, first }: BoardCardProps) {
  const card = useRef<HTMLElement>(null)
  const near = useNearView(card, first)
  const entries = entriesFor(board, actions)
  return (
    <article ref={card} className={styles['card']}>
      <div className={styles['sheet']}>
        {near && <BoardPicture thumbnail={board.thumbnail} template={template} />}
        {near && <PeopleHere people={board.people} />}
      </div>
      <div className={styles['words']}>
        <h2 className={styles['title']}>
          <Link href={`/b/${board.id}`} className={styles['link']}>
            {board.title}
          </Link>
        </h2>
        {near && (
          <p className={styles['facts']}>
            <span>{template?.title ?? board.template}</span>
            <span>
              <TimeAgo iso={board.updatedAt} />
              {board.updatedBy !== null && board.updatedBy.name !== '' && ` by ${board.updatedBy.name}`}
            </span>
          </p>
        )}
      </div>
      {near && entries.length > 0 && (
        <MenuButton label={`More for ${board.title}`} small square className={styles['more'] ?? ''} entries={entries}>
          <Ellipsis aria-hidden />
        </MenuButton>
      )}
    </article>
  )
})

function entriesFor(board: Board, actions: CardActions): MenuEntry[] {
  const rename: MenuEntry = { type: 'act', label: 'Rename', icon: <Pencil />, onSelect: () => actions.rename(board) }
  const duplicate: MenuEntry = {
    type: 'act',
    label: 'Duplicate',
    icon: <Copy />,
    onSelect: () => actions.duplicate(board),
  }
  return [
    ...(roleMay(board.role, 'board.edit') ? [rename] : []),
    // A copy is a new board of the workspace.
    ...(actions.mayMake ? [duplicate] : []),
    ...(roleMay(board.role, 'board.manage') ? ownersEntries(board, actions) : []),
  ]
}

function ownersEntries(board: Board, actions: CardActions): MenuEntry[] {
  return [
    {
      type: 'act',
      label: board.hidden ? 'List it again' : 'Hide from the list',
      icon: board.hidden ? <Eye /> : <EyeOff />,
      onSelect: () => actions.hide(board, !board.hidden),
    },
    { type: 'line', id: 'before-delete' },
    { type: 'act', label: 'Delete', icon: <Trash2 />, onSelect: () => actions.trash(board) },
  ]
}
