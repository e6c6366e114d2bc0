import { useLocation } from 'wouter'
import { useBoardActions } from '../api/boards.ts'
import { problemText } from '../api/problem.ts'
import { useTemplates } from '../api/templates.ts'
import { planZones } from '../design/planZones.ts'
import { TemplatePlan } from '../design/TemplatePlan.tsx'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import styles from './FirstBoard.module.css'

/** What stands on the home page before there is a board: what this is for, and two ways to begin. */
export function FirstBoard({ mayMake, onMake }: { mayMake: boolean; onMake(): void }) {
  const templates = useTemplates().data
  const shown = templates?.find((template) => template.zones.length > 0)
  const withExample = templates?.find((template) => template.hasExample)
  const { create } = useBoardActions()
  const [, navigate] = useLocation()
  const openExample = (template: string, title: string) =>
    create.mutate(
      { template, title: `${title}, an example`, example: true },
      { onSuccess: (board) => navigate(`/b/${board.id}`) },
    )
  return (
    <section className={styles['first']}>
      <div className={styles['words']}>
        <h2>Two sides, and what lies between</h2>
        <p>
          Product brings why, AI brings what may be possible. A board puts both on one page, asks the questions nobody
          has answered yet, and turns what you agree on into a decision that outlives the meeting.
        </p>
        {mayMake ? (
          <div className={styles['acts']}>
            <Button look="primary" onClick={onMake}>
              Make the first board
            </Button>
            {withExample !== undefined && (
              <Button busy={create.isPending} onClick={() => openExample(withExample.id, withExample.title)}>
                Look at an example
              </Button>
            )}
          </div>
        ) : (
          <p>No board is shared with you at the moment. Ask whoever invited you for its link.</p>
        )}
        {create.error !== null && <Notice urgent>{problemText(create.error)}</Notice>}
      </div>
      <div className={styles['plan']}>{shown !== undefined && <TemplatePlan zones={planZones(shown)} />}</div>
    </section>
  )
}
