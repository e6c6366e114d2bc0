import { useState } from 'react'
import type { TemplateSummary } from '../../shared/api/templates.ts'
import { TemplatePlan } from '../design/TemplatePlan.tsx'
import { planZones } from '../design/planZones.ts'
import styles from './BoardPicture.module.css'

interface BoardPictureProps {
  thumbnail: string | null
  template: TemplateSummary | undefined
}

/** A board's picture as its last visitor's browser drew it; until there is one, the plan of its template. */
export function BoardPicture({ thumbnail, template }: BoardPictureProps) {
  const [broken, setBroken] = useState<string | null>(null)
  if (thumbnail !== null && thumbnail !== broken) {
    return (
      <img
        className={styles['picture']}
        src={thumbnail}
        alt=""
        loading="lazy"
        decoding="async"
        onError={() => setBroken(thumbnail)}
      />
    )
  }
  return (
    <div className={styles['plan']}>
      <TemplatePlan zones={planZones(template)} />
    </div>
  )
}
