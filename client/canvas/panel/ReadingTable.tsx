import { useEffect, useRef, useState } from 'react'
import type { Cell, TableSection } from '../../../shared/templates/readingView.ts'
import { TableCell } from './TableCell.tsx'
import styles from './Panel.module.css'

/** So many columns stand beside each other in a narrow panel as well; the rows of larger tables are stacked there. */
const FEW_COLUMNS = 3

/** A table of a reading. What is one field of one card can be edited in its cell, and Tab leads from cell to cell. */
export function ReadingTable({ section: { title, columns, groups } }: { section: TableSection }) {
  const table = useRef<HTMLTableElement>(null)
  const [editing, setEditing] = useState<string | null>(null)
  const backTo = useRef<string | null>(null)
  const cells = () => [...(table.current?.querySelectorAll<HTMLElement>('[data-cell]') ?? [])]

  useEffect(() => {
    const left = backTo.current
    backTo.current = null
    if (left !== null && editing === null) {
      cells()
        .find(({ dataset }) => dataset['cell'] === left)
        ?.querySelector('button')
        ?.focus()
    }
  }, [editing])

  const done = (key: string, by: 'key' | 'focus') => {
    if (by === 'key') backTo.current = key
    // Where Tab went on to another cell, that one stays.
    setEditing((now) => (now === key ? null : now))
  }
  const step = (key: string, by: 1 | -1) => {
    const keys = cells().map(({ dataset }) => dataset['cell'])
    const next = keys[keys.indexOf(key) + by]
    if (next !== undefined) setEditing(next)
    return next !== undefined
  }

  const filled = groups.filter(({ rows }) => rows.length > 0)
  return (
    // Focusable, so that keys can scroll a table that is wider than the panel.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles['scroll']} tabIndex={0} role="region" aria-label={title}>
      <table ref={table} className={styles['table']} data-many={columns.length > FEW_COLUMNS || undefined}>
        <thead>
          <tr>
            {columns.map(({ id, title: heading, side }) => (
              <th key={id} scope="col" data-side={side ?? 'none'}>
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        {filled.map((group) => (
          <tbody key={group.id}>
            {filled.length > 1 && (
              <tr>
                <th colSpan={columns.length} scope="rowgroup" className={styles['rowGroup']}>
                  {group.title}
                </th>
              </tr>
            )}
            {rowKeys(group.rows).map(({ key, cells: row }) => (
              <tr key={key}>
                {row.map((cell, column) => (
                  <td key={columns[column]?.id ?? column} data-label={columns[column]?.title}>
                    {cell.map((piece, at) => (
                      <TableCell
                        key={at}
                        piece={piece}
                        editing={editing}
                        onEdit={setEditing}
                        onDone={done}
                        onStep={step}
                      />
                    ))}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </div>
  )
}

/** Rows keep their place in the page by the cards they speak of, so that a row that comes above leaves a field open. */
function rowKeys(rows: readonly (readonly Cell[])[]): { key: string; cells: readonly Cell[] }[] {
  const seen = new Map<string, number>()
  return rows.map((cells) => {
    const cards = [...new Set(cells.flat().flatMap((piece) => piece.cards))].slice(0, 4).join(' ')
    const count = seen.get(cards) ?? 0
    seen.set(cards, count + 1)
    return { key: `${cards} ${count}`, cells }
  })
}
