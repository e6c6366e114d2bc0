import { useEffect, useEffectEvent, useState } from 'react'
import { createPortal } from 'react-dom'
import { isEmptySection } from '../../../shared/templates/render/markdown.ts'
import type { TemplateReading } from '../../../shared/templates/template.ts'
import { localDay } from '../../time/localDay.ts'
import { longDay } from '../../time/longDay.ts'
import { SEVERITY_TITLES } from '../cards/FindingSign.tsx'
import { PrintedSection } from './PrintedSection.tsx'
import styles from './PrintedReading.module.css'

/**
 * A reading on paper: nothing else of the page, everything unfolded, the findings after it. Opens the browser's own
 * print as soon as it is there.
 */
export function PrintedReading({
  title,
  readings,
  onDone,
}: {
  title: string
  readings: readonly TemplateReading[]
  onDone(): void
}) {
  const done = useEffectEvent(onDone)
  const [day] = useState(() => localDay(new Date()))
  useEffect(() => {
    const onAfterPrint = () => done()
    window.addEventListener('afterprint', onAfterPrint)
    // What is saved as a PDF is named after the page.
    const before = document.title
    document.title = `${title} ${day}`
    const timer = setTimeout(() => window.print(), 0)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('afterprint', onAfterPrint)
      document.title = before
    }
  }, [title, day])
  return createPortal(
    <article className={styles['printed']}>
      <header>
        <h1>{title}</h1>
        <p>{longDay(day)}</p>
      </header>
      {readings.map((reading) => (
        <section key={reading.template}>
          <h2>{reading.title}</h2>
          {reading
            .view()
            .sections.filter((section) => !(section.detail && isEmptySection(section)))
            .map((section) => (
              <PrintedSection key={section.id} section={section} />
            ))}
          <PrintedFindings reading={reading} />
        </section>
      ))}
    </article>,
    document.body,
  )
}

function PrintedFindings({ reading: { findings, muted } }: { reading: TemplateReading }) {
  const silenced = muted.filter((check) => check.findings.length > 0)
  return (
    <>
      {findings.length > 0 && (
        <section>
          <h3>To discuss</h3>
          <ul>
            {findings.map(({ rule, severity, message, about, cards }) => (
              <li key={`${rule} ${message} ${cards.join(' ')}`}>
                {SEVERITY_TITLES[severity]}: {message}
                {about !== '' && <span className={styles['note']}> {about}</span>}
              </li>
            ))}
          </ul>
        </section>
      )}
      {silenced.length > 0 && (
        <section>
          <h3>Muted</h3>
          <ul>
            {silenced.map(({ rule, reason, by, on, findings: [first] }) => (
              <li key={rule}>
                {first?.message} <span className={styles['note']}>{[reason, by, on].filter(Boolean).join(', ')}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
