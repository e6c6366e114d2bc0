import { Plus } from 'lucide-react'
import { lazy, Suspense, useDeferredValue, useState } from 'react'
import { Link } from 'wouter'
import { useBoards } from '../api/boards.ts'
import { useMe } from '../api/me.ts'
import { useTemplates } from '../api/templates.ts'
import { PageHead } from '../app/PageHead.tsx'
import { Shell } from '../app/Shell.tsx'
import { Button } from '../ui/Button.tsx'
import { LoadMore } from '../list/LoadMore.tsx'
import { SearchField } from '../list/SearchField.tsx'
import { BoardCard } from './BoardCard.tsx'
import { BoardGrid, BoardGridSkeleton } from './BoardGrid.tsx'
import { FirstBoard } from './FirstBoard.tsx'
import { ListProblem } from '../list/ListProblem.tsx'
import { useCardActions } from './useCardActions.tsx'
import styles from './HomePage.module.css'

/** Boards that may be in the window when the page opens. */
const FIRST_BOARDS = 24

const loadNewBoardDialog = () => import('./NewBoardDialog.tsx')
const NewBoardDialog = lazy(loadNewBoardDialog)

/** All boards one may open, the last changed first. */
export function HomePage() {
  const { data: me } = useMe()
  const [search, setSearch] = useState('')
  const searched = useDeferredValue(search.trim())
  const [hidden, setHidden] = useState(false)
  const list = useBoards({ search: searched, trashed: false, hidden })
  const [making, setMaking] = useState(false)
  const { data: templates } = useTemplates()
  const boards = list.data?.pages.flatMap((page) => page.items)
  const owner = me?.role === 'owner'
  const mayMake = owner || me?.role === 'member'
  const { actions, dialog } = useCardActions(mayMake)
  const none = boards?.length === 0
  return (
    <Shell>
      <PageHead title={hidden ? 'Hidden boards' : 'Boards'}>
        {(!none || searched !== '') && <SearchField label="Search boards" value={search} onChange={setSearch} />}
        {mayMake && (
          <Button
            look="primary"
            onClick={() => setMaking(true)}
            onPointerEnter={() => void loadNewBoardDialog()}
            onFocus={() => void loadNewBoardDialog()}
          >
            <Plus aria-hidden />
            New board
          </Button>
        )}
      </PageHead>
      {list.error !== null && <ListProblem error={list.error} what="boards" stale={boards !== undefined} />}
      {boards === undefined && list.error === null && <BoardGridSkeleton />}
      {none && searched === '' && !hidden && <FirstBoard mayMake={mayMake} onMake={() => setMaking(true)} />}
      {none && searched === '' && hidden && (
        <p className={styles['nothing']}>
          No board is hidden. “Hide from the list” is in the menu of {owner ? 'each board' : 'boards that you own'}.
        </p>
      )}
      {none && searched !== '' && <p className={styles['nothing']}>No board’s title has “{searched}” in it.</p>}
      {boards !== undefined && !none && (
        <BoardGrid id="boards" label="Boards">
          {boards.map((board, index) => (
            <BoardCard
              key={board.id}
              board={board}
              template={templates?.find(({ id }) => id === board.template)}
              actions={actions}
              first={index < FIRST_BOARDS}
            />
          ))}
        </BoardGrid>
      )}
      <LoadMore query={list} label="More boards" listId="boards" />
      {mayMake && (
        <p className={styles['trash']}>
          <button type="button" className={styles['other']} onClick={() => setHidden(!hidden)}>
            {hidden ? 'Listed boards' : 'Hidden boards'}
          </button>
          <Link href="/trash">Trash</Link>
        </p>
      )}
      {dialog}
      {making && (
        <Suspense>
          <NewBoardDialog onClose={() => setMaking(false)} />
        </Suspense>
      )}
    </Shell>
  )
}
