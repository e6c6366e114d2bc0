import { useEditor } from '@tldraw/tldraw'
import { findTemplate } from '../../../shared/templates/index.ts'
import type { TemplateReading } from '../../../shared/templates/template.ts'
import { Button } from '../../ui/Button.tsx'
import { useMay } from '../may.ts'
import { unmuteCheck } from './mute.ts'
import styles from './Panel.module.css'

/** What the team does not want to be asked on this board, why, and a way back. */
export function MutedChecks({ readings }: { readings: readonly TemplateReading[] }) {
  const editor = useEditor()
  const mayEdit = useMay('board.edit')
  const muted = readings.flatMap(({ template, muted: checks }) => checks.map((check) => ({ template, ...check })))
  if (muted.length === 0) return null
  return (
    <details className={styles['muted']}>
      <summary>
        Muted on this board <span className={styles['count']}>{muted.length}</span>
      </summary>
      <ul>
        {muted.map(({ template, rule, reason, by, on }) => (
          <li key={`${template} ${rule}`}>
            <div className={styles['mutedTitle']}>{titleOf(template, rule)}</div>
            <div className={styles['about']}>{reason}</div>
            <div className={styles['mutedFoot']}>
              <span className={styles['quiet']}>{by === '' ? on : `${by}, ${on}`}</span>
              {mayEdit && (
                <Button small onClick={() => unmuteCheck(editor, template, rule)}>
                  Ask again
                </Button>
              )}
            </div>
          </li>
        ))}
      </ul>
    </details>
  )
}

function titleOf(template: string, rule: string): string {
  return findTemplate(template)?.checks.find(({ id }) => id === rule)?.title ?? rule
}
