import { Link } from 'wouter'
import { problemText } from '../api/problem.ts'
import { useBoardSizes } from '../api/workspace.ts'
import { LoadMore } from '../list/LoadMore.tsx'
import { TimeAgo } from '../time/TimeAgo.tsx'
import { Notice } from '../ui/Notice.tsx'
import { byteWords } from './byteWords.ts'
import styles from './WorkspacePage.module.css'

/** Every board with what it takes up, who is on it and how many links lead to it. */
export function BoardSizes() {
  const sizes = useBoardSizes()
  if (sizes.error !== null) return <Notice urgent>{problemText(sizes.error)}</Notice>
  const boards = sizes.data?.pages.flatMap((page) => page.items)
  if (boards === undefined) return null
  if (boards.length === 0) return <p className={styles['nothing']}>There are no boards yet.</p>
  return (
    <>
      <div className={styles['scroll']}>
        <table className={styles['table']}>
          <thead>
            <tr>
              <th scope="col">Board</th>
              <th scope="col">Changed</th>
              <th scope="col" className={styles['number']}>
                Content
              </th>
              <th scope="col" className={styles['number']}>
                Images
              </th>
              <th scope="col" className={styles['number']}>
                Links
              </th>
              <th scope="col" className={styles['number']}>
                Here now
              </th>
            </tr>
          </thead>
          <tbody>
            {boards.map((board) => (
              <tr key={board.id}>
                <th scope="row">
                  <Link href={`/b/${board.id}`}>{board.title}</Link>
                  {board.trashedAt !== null && <span className={styles['quiet']}> in the trash</span>}
                  {board.hidden && <span className={styles['quiet']}> hidden</span>}
                </th>
                <td>
                  <TimeAgo iso={board.updatedAt} />
                </td>
                <td className={styles['number']}>{byteWords(board.contentBytes)}</td>
                <td className={styles['number']}>
                  {board.images === 0 ? '–' : `${board.images}, ${byteWords(board.imageBytes)}`}
                </td>
                <td className={styles['number']}>{board.links === 0 ? '–' : board.links}</td>
                <td className={styles['number']}>{board.people === 0 ? '–' : board.people}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <LoadMore query={sizes} label="More boards" />
    </>
  )
}
