import { Children, type ReactNode } from 'react'
import { Skeleton } from '../ui/Skeleton.tsx'
import styles from './BoardGrid.module.css'

/** Boards side by side, as many as the window has room for. */
export function BoardGrid({ id, label, children }: { id: string; label: string; children: ReactNode }) {
  return (
    <ul id={id} className={styles['grid']} aria-label={label}>
      {Children.map(children, (child) => (
        <li>{child}</li>
      ))}
    </ul>
  )
}

/** The same grid before its boards are known, of the same measures. */
export function BoardGridSkeleton() {
  return (
    <div className={styles['grid']} aria-busy="true" aria-label="Loading boards">
      {Array.from({ length: 8 }, (_, i) => (
        <div key={i} className={styles['stand-in']}>
          <span className={styles['sheet']} />
          <Skeleton width="64%" height={24} />
          <Skeleton width="40%" height={20} />
        </div>
      ))}
    </div>
  )
}
