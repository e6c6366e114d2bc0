import type { DecisionRecordDetail } from '../../shared/api/records.ts'
import type { TemplateSummary } from '../../shared/api/templates.ts'
import { useTemplates } from '../api/templates.ts'
import { evidenceFields } from './evidenceFields.ts'
import styles from './RecordEvidence.module.css'

/** The cards that the decision rests on, with their words as they stood. */
export function RecordEvidence({ record }: { record: DecisionRecordDetail }) {
  const templates = useTemplates().data
  if (record.evidence.length === 0) return null
  return (
    <section>
      <h2>Evidence</h2>
      <ul className={styles['cards']}>
        {record.evidence.map((card) => (
          <EvidenceCard key={card.id} card={card} template={templates?.find(({ id }) => id === card.template)} />
        ))}
      </ul>
    </section>
  )
}

interface EvidenceCardProps {
  card: DecisionRecordDetail['evidence'][number]
  template: TemplateSummary | undefined
}

function EvidenceCard({ card, template }: EvidenceCardProps) {
  const kind = template?.kinds.find(({ id }) => id === card.kind)
  return (
    <li className={styles['card']} data-side={kind?.side}>
      <p className={styles['kind']}>
        {kind !== undefined && (
          <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
            <path d={kind.mark} />
          </svg>
        )}
        {kind?.title ?? card.kind}
      </p>
      <dl className={styles['fields']}>
        {evidenceFields(kind, card.fields).map(({ id, title, text }) => (
          <div key={id} className={styles['field']}>
            <dt>{title}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </li>
  )
}
