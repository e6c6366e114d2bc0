import { useEditor } from '@tldraw/tldraw'
import type { Piece, Section, TableSection } from '../../../shared/templates/readingView.ts'
import { isEmptySection } from '../../../shared/templates/render/markdown.ts'
import { ReadingGraph } from './ReadingGraph.tsx'
import { showCards } from './showCards.ts'
import styles from './Panel.module.css'

/** One section of a reading: a table, a list or facts. What repeats the rest in full starts folded. */
export function ReadingSection({ section }: { section: Section }) {
  const isEmpty = isEmptySection(section)
  if (section.detail) {
    return isEmpty ? null : (
      <details className={styles['section']}>
        <summary>{section.title}</summary>
        <SectionBody section={section} />
      </details>
    )
  }
  return (
    <section className={styles['section']}>
      <h3 className={styles['groupTitle']}>{section.title}</h3>
      {isEmpty ? <p className={styles['quiet']}>{section.empty}</p> : <SectionBody section={section} />}
    </section>
  )
}

function SectionBody({ section }: { section: Section }) {
  switch (section.type) {
    case 'table':
      return <ReadingTable section={section} />
    case 'list':
      return (
        <ul className={styles['items']}>
          {section.items.map((item, at) => (
            <li key={`${item.cards.join(' ')} ${at}`}>
              <PieceView piece={item} />
              {item.note !== '' && <span className={styles['note']}>{item.note}</span>}
            </li>
          ))}
        </ul>
      )
    case 'facts':
      return (
        <dl className={styles['facts']}>
          {section.facts.map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>
                <PieceView piece={value} />
              </dd>
            </div>
          ))}
        </dl>
      )
    case 'graph':
      return <ReadingGraph section={section} />
  }
}

function ReadingTable({ section: { title, columns, groups } }: { section: TableSection }) {
  const filled = groups.filter(({ rows }) => rows.length > 0)
  return (
    // Focusable, so that keys can scroll a table that is wider than the panel.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles['scroll']} tabIndex={0} role="region" aria-label={title}>
      <table className={styles['table']}>
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
            {group.rows.map((cells, row) => (
              <tr key={row}>
                {cells.map((cell, column) => (
                  <td key={columns[column]?.id ?? column}>
                    {cell.map((piece, at) => (
                      <PieceView key={at} piece={piece} />
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

function PieceView({ piece }: { piece: Piece }) {
  const editor = useEditor()
  if (piece.cards.length === 0) return <span className={styles['piece']}>{piece.text}</span>
  return (
    <button type="button" className={styles['pieceLink']} onClick={() => showCards(editor, piece.cards)}>
      {piece.text}
    </button>
  )
}
