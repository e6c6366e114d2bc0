import { useEditor, useValue } from '@tldraw/tldraw'
import type { Finding, Severity } from '../../../shared/templates/template.ts'
import { FindingSign, SEVERITY_TITLES } from '../cards/FindingSign.tsx'
import { useMay } from '../may.ts'
import { sceneOf } from '../scene.ts'
import { FirstOnes } from './FirstOnes.tsx'
import { groupFindings, type FindingGroup } from './groupFindings.ts'
import { MutedChecks } from './MutedChecks.tsx'
import { MuteForm } from './MuteForm.tsx'
import { showCards } from './showCards.ts'
import { Steps } from './Steps.tsx'
import styles from './Panel.module.css'

/** What each severity is to a team, as a heading. */
const SECTIONS: readonly { severity: Severity; title: string }[] = [
  { severity: 'gap', title: 'Missing' },
  { severity: 'warning', title: 'May not hold' },
  { severity: 'note', title: 'Worth a word' },
]

/** How many sentences of a severity, and how many cards of a sentence, are drawn before more are asked for. */
const FIRST_GROUPS = 40
const FIRST_CARDS = 20

/** Everything the board asks, the gravest first; each leads to the cards it is about. */
export function FindingsTab() {
  const editor = useEditor()
  const readings = useValue('readings', () => sceneOf(editor).readings.get(), [editor])
  const mayEdit = useMay('board.edit')
  if (readings.length === 0) {
    return <p className={styles['empty']}>A board without a template asks nothing. What lies on it is up to you.</p>
  }
  const isSilent = readings.every(({ findings }) => findings.length === 0)
  return (
    <div className={styles['findings']}>
      {readings.map((reading) => (
        <Steps key={reading.template} reading={reading} />
      ))}
      {isSilent && <p className={styles['empty']}>The board has no questions at the moment. Do you have some?</p>}
      {SECTIONS.map(({ severity, title }) => {
        const ofSeverity = readings.map(({ template, findings }) => ({
          template,
          findings: findings.filter((finding) => finding.severity === severity),
        }))
        const count = ofSeverity.reduce((sum, { findings }) => sum + findings.length, 0)
        return count === 0 ? null : (
          <section key={severity}>
            <h3 className={styles['groupTitle']}>
              {title} <span className={styles['count']}>{count}</span>
            </h3>
            <FirstOnes items={groupFindings(ofSeverity)} first={FIRST_GROUPS} className={styles['list']}>
              {(group) => (
                <li key={`${group.template} ${group.message} ${group.nextStep}`} className={styles['group']}>
                  <Group group={group} severity={severity} />
                  {mayEdit && <MuteForm template={group.template} rule={group.rule} title={group.message} />}
                </li>
              )}
            </FirstOnes>
          </section>
        )
      })}
      <MutedChecks readings={readings} />
    </div>
  )
}

function Group({ group, severity }: { group: FindingGroup; severity: Severity }) {
  const editor = useEditor()
  const [first, ...more] = group.findings
  if (first === undefined) return null
  const words = (
    <>
      <FindingSign severity={severity} className={styles['sign']} />
      <span className={styles['findingText']}>
        <span className={styles['hidden']}>{SEVERITY_TITLES[severity]}: </span>
        <span className={styles['message']}>{group.message}</span>
        {more.length === 0 && first.about !== '' && <span className={styles['about']}>{first.about}</span>}
        <span className={styles['nextStep']}>{group.nextStep}</span>
      </span>
    </>
  )
  if (more.length === 0 && first.cards.length > 0) {
    return (
      <button type="button" className={styles['finding']} onClick={() => showCards(editor, first.cards)}>
        {words}
      </button>
    )
  }
  return (
    <>
      <div className={styles['finding']}>{words}</div>
      {more.length > 0 && <AboutList findings={group.findings} />}
    </>
  )
}

/** The cards of a sentence that holds for several, one below the other. */
function AboutList({ findings }: { findings: readonly Finding[] }) {
  const editor = useEditor()
  return (
    <FirstOnes items={findings} first={FIRST_CARDS} className={styles['abouts']}>
      {({ cards, about }) => (
        <li key={cards.join(' ')}>
          <button type="button" className={styles['aboutLink']} onClick={() => showCards(editor, cards)}>
            {about}
          </button>
        </li>
      )}
    </FirstOnes>
  )
}
