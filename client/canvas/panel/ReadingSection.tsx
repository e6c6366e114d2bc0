import { useState, type ReactNode } from 'react'
import type { Section } from '../../../shared/templates/readingView.ts'
import { isEmptySection } from '../../../shared/templates/render/markdown.ts'
import { PieceView } from './PieceView.tsx'
import { ReadingGraph } from './ReadingGraph.tsx'
import { ReadingTable } from './ReadingTable.tsx'
import styles from './Panel.module.css'

/** One section of a reading: a table, a list or facts. What repeats the rest in full starts folded. */
export function ReadingSection({ section }: { section: Section }) {
  const isEmpty = isEmptySection(section)
  if (section.detail) {
    return isEmpty ? null : (
      <Folded title={section.title}>
        <SectionBody section={section} />
      </Folded>
    )
  }
  return (
    <section className={styles['section']}>
      <h3 className={styles['groupTitle']}>{section.title}</h3>
      {isEmpty ? <p className={styles['quiet']}>{section.empty}</p> : <SectionBody section={section} />}
    </section>
  )
}

/** Drawn only while it is unfolded: a wall of a thousand posts has a cell for each field of each. */
function Folded({ title, children }: { title: string; children: ReactNode }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <details className={styles['section']} open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{title}</summary>
      {isOpen && children}
    </details>
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
