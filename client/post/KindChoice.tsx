import type { TemplateSummary } from '../../shared/api/templates.ts'
import styles from './PostPage.module.css'

type Kind = TemplateSummary['kinds'][number]

/** What a post is, by its mark and its word. */
export function KindChoice({
  kinds,
  chosen,
  onChoose,
}: {
  kinds: readonly Kind[]
  chosen: string
  onChoose(id: string): void
}) {
  return (
    <fieldset className={styles['kinds']}>
      <legend className={styles['legend']}>What is it?</legend>
      {kinds.map(({ id, title, mark }) => (
        <label key={id} className={styles['kind']}>
          <input type="radio" name="kind" checked={id === chosen} onChange={() => onChoose(id)} />
          <svg width={18} height={18} viewBox="0 0 16 16" aria-hidden="true" className={styles['mark']}>
            <path d={mark} />
          </svg>
          {title}
        </label>
      ))}
    </fieldset>
  )
}
