import type { ImportPlan, PlannedCard, PlannedChange, Remark } from '../../../shared/import/importPlan.ts'
import type { ImportTarget } from '../../../shared/import/mapping.ts'
import { cardSide } from '../../../shared/templates/cardSide.ts'
import { cardTitle, firstWords } from '../../../shared/templates/cardTitle.ts'
import { formatField } from '../../../shared/templates/fieldValue.ts'
import type { KindDefinition } from '../../../shared/templates/kind.ts'
import { KindMark } from '../cards/KindMark.tsx'
import { countOf } from './countOf.ts'
import styles from './ImportDialog.module.css'

const CARDS_SHOWN = 6
const REMARKS_SHOWN = 5
const TEXT_LENGTH = 80

/** How many cards there will be, the first of them, and what of the table they do not hold. */
export function ImportPreview({
  plan,
  kind,
  target,
}: {
  plan: ImportPlan
  kind: KindDefinition
  target: ImportTarget
}) {
  const { cards, remarks, leftColumns } = plan
  return (
    <section aria-label="Preview" className={styles['preview']}>
      <h3 className={styles['heading']} aria-live="polite">
        {countOf(cards.length, kind.title)}
        {headsText(plan.heads)}
      </h3>
      {cards.length > 0 && (
        <ul className={styles['cards']}>
          {cards.slice(0, CARDS_SHOWN).map((card, at) => (
            <li key={at} data-side={cardSide(kind, card.fields)}>
              <span className={styles['mark']}>
                <KindMark kind={kind} />
              </span>
              <span className={styles['cardText']}>
                <span className={styles['title']}>{cardTitle(kind, card.fields)}</span>
                <span className={styles['quiet']}>{restOf(card, plan, target)}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
      {cards.length > CARDS_SHOWN && (
        <p className={styles['quiet']}>and {(cards.length - CARDS_SHOWN).toLocaleString('en')} more</p>
      )}
      {plan.changes.length > 0 && <p className={styles['quiet']}>{changesText(plan.changes)}</p>}
      {leftColumns.length > 0 && <p className={styles['quiet']}>Left out: {leftColumns.join(', ')}.</p>}
      {remarks.length > 0 && (
        <>
          <h3 className={styles['heading']}>What does not fit</h3>
          <ul className={styles['remarks']}>
            {remarks.slice(0, REMARKS_SHOWN).map((remark, at) => (
              <li key={at}>{remarkText(remark, kind)}</li>
            ))}
            {remarks.length > REMARKS_SHOWN && (
              <li>and {(remarks.length - REMARKS_SHOWN).toLocaleString('en')} more</li>
            )}
          </ul>
        </>
      )}
    </section>
  )
}

function headsText(heads: readonly PlannedCard[]): string {
  const counts = new Map<KindDefinition, number>()
  for (const { kind } of heads) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  if (counts.size === 0) return ''
  const all = [...counts].map(([kind, count]) => countOf(count, kind.title))
  return `, and ${all.join(' and ')} that the board does not have yet`
}

/** Which cards of the board get which fields. */
function changesText(changes: readonly PlannedChange[]): string {
  const [first] = changes
  if (first === undefined) return ''
  const filled = new Set(changes.flatMap(({ fields }) => Object.keys(fields)))
  const titles = first.kind.fields.filter(({ id }) => filled.has(id)).map(({ title }) => title)
  return `${countOf(changes.length, first.kind.title)} of the board will also say: ${titles.join(', ')}.`
}

/** What a card says besides its title, with the names of the row and the column that it comes to lie in. */
function restOf({ kind, fields, refs }: PlannedCard, { heads }: ImportPlan, { template, there }: ImportTarget): string {
  const parts = kind.fields.flatMap((field) => {
    if (field.id === kind.lead) return []
    const value = fields[field.id]
    if (field.type !== 'card') {
      const text = formatField(field, value)
      return text === '' ? [] : [`${field.title}: ${firstWords(text, TEXT_LENGTH)}`]
    }
    const head = heads[refs[field.id] ?? -1]
    const card = there.find(({ id }) => id === value)
    const named = head ?? { kind: template.kinds.find(({ id }) => id === card?.kind), fields: card?.fields ?? {} }
    return head === undefined && card === undefined ? [] : [cardTitle(named.kind, named.fields)]
  })
  return parts.join(' · ')
}

function remarkText({ row, column, text, reason, isKept }: Remark, kind: KindDefinition): string {
  const end = isKept ? `it stands behind the ${leadTitle(kind)}` : 'it is left out'
  return `Row ${row.toLocaleString('en')}, ${column}: “${firstWords(text, TEXT_LENGTH)}” ${reason}; ${end}.`
}

function leadTitle(kind: KindDefinition): string {
  return (kind.fields.find(({ id }) => id === kind.lead)?.title ?? kind.title).toLowerCase()
}
