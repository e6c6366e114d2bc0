import { isDay } from '../../../shared/templates/day.ts'
import type { GraphSection, Piece, Section, TableSection } from '../../../shared/templates/readingView.ts'
import { isEmptySection } from '../../../shared/templates/render/markdown.ts'
import { classNames } from '../../ui/classNames.ts'
import styles from './PrintedReading.module.css'

/** From so many columns on a table is printed across. */
const ACROSS_FROM = 8

/** One section of a reading as it is printed: words alone, and tables that no page cuts off. */
export function PrintedSection({ section }: { section: Section }) {
  const isAcross = section.type === 'table' && section.columns.length >= ACROSS_FROM
  return (
    <section className={classNames(isAcross && styles['across'])}>
      <h3>{section.title}</h3>
      {isEmptySection(section) ? <p className={styles['note']}>{section.empty}</p> : <Body section={section} />}
    </section>
  )
}

function Body({ section }: { section: Section }) {
  switch (section.type) {
    case 'table':
      return <Table section={section} />
    case 'list':
      return (
        <ul>
          {section.items.map((item, at) => (
            <li key={at}>
              {item.text} {item.note !== '' && <span className={styles['note']}>{item.note}</span>}
            </li>
          ))}
        </ul>
      )
    case 'facts':
      return (
        <dl>
          {section.facts.map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value.text}</dd>
            </div>
          ))}
        </dl>
      )
    case 'graph':
      return <Edges section={section} />
  }
}

function Table({ section: { columns, groups } }: { section: TableSection }) {
  const filled = groups.filter(({ rows }) => rows.length > 0)
  return (
    <table>
      <thead>
        <tr>
          {columns.map(({ id, title }) => (
            <th key={id} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      {filled.map((group) => (
        <tbody key={group.id}>
          {filled.length > 1 && (
            <tr className={styles['group']}>
              <th colSpan={columns.length} scope="rowgroup">
                {group.title}
              </th>
            </tr>
          )}
          {group.rows.map((cells, row) => (
            <tr key={row}>
              {cells.map((cell, column) => (
                <td key={columns[column]?.id ?? column}>
                  <Lines pieces={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  )
}

function Lines({ pieces }: { pieces: readonly Piece[] }) {
  return pieces.map(({ text }, at) => (
    <div key={at} className={classNames(isDay(text) && styles['day'])}>
      {text}
    </div>
  ))
}

/** On paper a graph is what its lines say, and what no line joins. */
function Edges({ section: { nodes, edges } }: { section: GraphSection }) {
  const textOf = new Map(nodes.map(({ id, label }) => [id, label.text]))
  const joined = new Set(edges.flatMap(({ from, to }) => [from, to]))
  const alone = nodes.filter(({ id }) => !joined.has(id))
  return (
    <>
      <ul>
        {edges.map(({ from, to, strength, label }, at) => (
          <li key={at}>
            {textOf.get(from)} → {textOf.get(to)}{' '}
            <span className={styles['note']}>{[strength, label.text].filter(Boolean).join(' · ')}</span>
          </li>
        ))}
      </ul>
      {alone.length > 0 && <p>Joined with nothing: {alone.map(({ label }) => label.text).join(', ')}</p>}
    </>
  )
}
