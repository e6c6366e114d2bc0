import type { TemplateSummary } from '../../shared/api/templates.ts'
import { planZones } from '../design/planZones.ts'
import { TemplatePlan } from '../design/TemplatePlan.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import styles from './TemplateGallery.module.css'

interface TemplateGalleryProps {
  /** Undefined while they are on their way. */
  templates: readonly TemplateSummary[] | undefined
  chosen: string | undefined
  onChoose(templateId: string): void
}

/** The templates as pictures of themselves, of which one is chosen. */
export function TemplateGallery({ templates, chosen, onChoose }: TemplateGalleryProps) {
  return (
    <fieldset className={styles['gallery']}>
      <legend className={styles['legend']}>Template</legend>
      <div className={styles['choices']}>
        {templates === undefined &&
          [0, 1].map((i) => (
            <div key={i} className={styles['choice']}>
              <Skeleton height={240} />
            </div>
          ))}
        {templates?.map((template) => (
          <label key={template.id} className={styles['choice']}>
            <input
              type="radio"
              name="template"
              className={styles['radio']}
              value={template.id}
              checked={template.id === chosen}
              aria-label={template.title}
              aria-describedby={`template-${template.id}`}
              onChange={() => onChoose(template.id)}
            />
            <span className={styles['picture']}>
              <TemplatePlan zones={planZones(template)} />
            </span>
            <span className={styles['words']} id={`template-${template.id}`}>
              <span className={styles['title']} aria-hidden="true">
                {template.title}
              </span>
              <span>{template.sentence}</span>
              <span className={styles['session']}>
                {template.minutes !== null && <span>About {template.minutes} minutes</span>}
                {template.people !== '' && <span>{template.people}</span>}
              </span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
