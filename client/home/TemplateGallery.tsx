import type { PlanZone } from '../design/planLayout.ts'
import { TemplatePlan } from '../design/TemplatePlan.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import styles from './TemplateGallery.module.css'

/** One thing to choose: a template, or several on one board. */
export interface GalleryChoice {
  readonly id: string
  readonly title: string
  readonly sentence: string
  /** How long a session takes; null where that cannot be said. */
  readonly minutes: number | null
  readonly people: string
  /** What its picture is drawn of. */
  readonly plan: readonly PlanZone[]
}

interface TemplateGalleryProps {
  /** Undefined while they are on their way. */
  choices: readonly GalleryChoice[] | undefined
  chosen: string | undefined
  onChoose(templateId: string): void
}

/** The templates as pictures of themselves, of which one is chosen. */
export function TemplateGallery({ choices, chosen, onChoose }: TemplateGalleryProps) {
  return (
    <fieldset className={styles['gallery']}>
      <legend className={styles['legend']}>Template</legend>
      <div className={styles['choices']}>
        {choices === undefined &&
          [0, 1].map((i) => (
            <div key={i} className={styles['choice']}>
              <Skeleton height={240} />
            </div>
          ))}
        {choices?.map((choice) => (
          <label key={choice.id} className={styles['choice']}>
            <input
              type="radio"
              name="template"
              className={styles['radio']}
              value={choice.id}
              checked={choice.id === chosen}
              aria-label={choice.title}
              aria-describedby={`template-${choice.id}`}
              onChange={() => onChoose(choice.id)}
            />
            <span className={styles['picture']}>
              <TemplatePlan zones={choice.plan} />
            </span>
            <span className={styles['words']} id={`template-${choice.id}`}>
              <span className={styles['title']} aria-hidden="true">
                {choice.title}
              </span>
              <span>{choice.sentence}</span>
              <span className={styles['session']}>
                {choice.minutes !== null && <span>About {choice.minutes} minutes</span>}
                {choice.people !== '' && <span>{choice.people}</span>}
              </span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
