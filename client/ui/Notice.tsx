import type { ReactNode } from 'react'
import styles from './Notice.module.css'

/** A calm strip that says what is the matter and what can be done; ink on sunken paper, never a red box. */
export function Notice({
  children,
  action,
  urgent = false,
}: {
  children: ReactNode
  action?: ReactNode
  urgent?: boolean
}) {
  return (
    <div className={styles['notice']} {...(urgent ? { role: 'alert' } : {})}>
      <div className={styles['text']}>{children}</div>
      {action}
    </div>
  )
}
