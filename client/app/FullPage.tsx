import type { ReactNode } from 'react'
import { Sides } from '../design/Sides.tsx'
import styles from './FullPage.module.css'

interface FullPageProps {
  /** An h1. */
  heading: ReactNode
  /** Paragraphs. */
  children: ReactNode
  /** Buttons and links: what can be done now. */
  acts: ReactNode
  /** Whether it came by itself and should be read out at once. */
  urgent?: boolean
  /** Whether it stands below the page's header rather than alone. */
  inShell?: boolean
  /** What happened, for whoever looks after the server. */
  details?: string
}

/** A page that has one thing to say, under the two sides with nothing between them. */
export function FullPage({ heading, children, acts, urgent = false, inShell = false, details }: FullPageProps) {
  const Frame = inShell ? 'div' : 'main'
  return (
    <Frame className={styles[inShell ? 'inShell' : 'page']}>
      <Sides apart />
      <div className={styles['words']} {...(urgent ? { role: 'alert' } : {})}>
        {heading}
        {children}
        <div className={styles['acts']}>{acts}</div>
        {details !== undefined && (
          <details className={styles['details']}>
            <summary>What happened, for whoever looks after this server</summary>
            <pre>{details}</pre>
          </details>
        )}
      </div>
    </Frame>
  )
}
