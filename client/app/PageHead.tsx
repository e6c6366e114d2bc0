import type { ReactNode } from 'react'
import { PageHeading } from './PageHeading.tsx'
import styles from './PageHead.module.css'

/** The first row of a page: what it is called, and what can be done with it. */
export function PageHead({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className={styles['head']}>
      <PageHeading title={title} />
      <div className={styles['tools']}>{children}</div>
    </div>
  )
}
