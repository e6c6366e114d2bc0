import { useEditor, useValue } from '@tldraw/tldraw'
import type { Finding, Severity } from '../../../shared/templates/template.ts'
import { FindingSign, SEVERITY_TITLES } from '../cards/FindingSign.tsx'
import { sceneOf } from '../scene.ts'
import { showCards } from './showCards.ts'
import styles from './Panel.module.css'

/** What a group of findings is to a team, as a heading. */
const GROUPS: readonly { severity: Severity; title: string }[] = [
  { severity: 'gap', title: 'Missing' },
  { severity: 'warning', title: 'May not hold' },
  { severity: 'note', title: 'Worth a word' },
]

/** Everything the board asks, the gravest first; each leads to the cards it is about. */
export function FindingsTab() {
  const editor = useEditor()
  const readings = useValue('readings', () => sceneOf(editor).readings.get(), [editor])
  const findings = readings.flatMap((reading) => reading.findings)
  if (readings.length === 0) {
    return <p className={styles['empty']}>A board without a template asks nothing. What lies on it is up to you.</p>
  }
  if (findings.length === 0) {
    return <p className={styles['empty']}>The board has no questions at the moment. Do you have some?</p>
  }
  return (
    <div className={styles['findings']}>
      {GROUPS.map(({ severity, title }) => {
        const group = findings.filter((finding) => finding.severity === severity)
        return group.length === 0 ? null : (
          <section key={severity}>
            <h3 className={styles['groupTitle']}>
              {title} <span className={styles['count']}>{group.length}</span>
            </h3>
            <ul className={styles['list']}>
              {group.map((finding) => (
                <FindingItem key={`${finding.rule} ${finding.cards.join(' ')} ${finding.message}`} finding={finding} />
              ))}
            </ul>
          </section>
        )
      })}
    </div>
  )
}

function FindingItem({ finding }: { finding: Finding }) {
  const editor = useEditor()
  const { severity, message, about, cards, nextStep } = finding
  const text = (
    <>
      <FindingSign severity={severity} className={styles['sign']} />
      <span className={styles['findingText']}>
        <span className={styles['hidden']}>{SEVERITY_TITLES[severity]}: </span>
        <span className={styles['message']}>{message}</span>
        {about !== '' && <span className={styles['about']}>{about}</span>}
        <span className={styles['nextStep']}>{nextStep}</span>
      </span>
    </>
  )
  return (
    <li>
      {cards.length === 0 ? (
        <div className={styles['finding']}>{text}</div>
      ) : (
        <button type="button" className={styles['finding']} onClick={() => showCards(editor, cards)}>
          {text}
        </button>
      )}
    </li>
  )
}
