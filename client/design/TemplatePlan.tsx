import { planLayout, type PlanZone, type Rectangle } from './planLayout.ts'
import styles from './TemplatePlan.module.css'

/** A template's picture, drawn from its own zones: two sheets, and what lies between. Decorative. */
export function TemplatePlan({ zones }: { zones: readonly PlanZone[] }) {
  const plan = planLayout(zones)
  if (plan === null) return <EmptyPlan />
  const { view } = plan
  return (
    <svg className={styles['plan']} viewBox={`${view.x} ${view.y} ${view.w} ${view.h}`} aria-hidden="true">
      {plan.sheets.map(({ side, box }) => (
        <rect key={`${side} ${box.x}`} {...place(box)} rx={24} className={styles[`sheet-${side}`]} />
      ))}
      {plan.zones.map((zone) => (
        <g key={zone.id} className={styles[zone.side]}>
          <rect {...place(zone.box)} rx={16} className={styles['zone']} />
          <rect {...place(zone.title)} rx={8} className={styles['title']} />
          {zone.cells.map((cell) => (
            <rect key={`cell ${cell.x} ${cell.y}`} {...place(cell)} className={styles['cell']} />
          ))}
          {zone.cards.map((card) => (
            <rect key={`${card.x} ${card.y}`} {...place(card)} rx={8} className={styles['card']} />
          ))}
        </g>
      ))}
    </svg>
  )
}

/** A board without zones: paper, ready. */
function EmptyPlan() {
  return (
    <svg className={styles['plan']} viewBox="0 0 160 100" aria-hidden="true">
      {Array.from({ length: 7 * 4 }, (_, i) => (
        <circle key={i} cx={20 + (i % 7) * 20} cy={20 + Math.floor(i / 7) * 20} r={1} className={styles['dot']} />
      ))}
    </svg>
  )
}

function place({ x, y, w, h }: Rectangle) {
  return { x, y, width: w, height: h }
}
