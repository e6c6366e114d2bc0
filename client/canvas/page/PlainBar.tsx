import { Link } from 'wouter'
import type { BoardConnection } from '../../board/BoardConnection.ts'
import { BrandMark } from '../../design/BrandMark.tsx'
import { SaveStatusView } from './SaveStatusView.tsx'
import styles from './TopBar.module.css'

/** What the bar still tells where there is no canvas to act on: where one is, and whether it is saved. */
export function PlainBar({ connection, title }: { connection: BoardConnection; title: string }) {
  return (
    <header className={styles['bar']}>
      <div className={styles['start']}>
        <Link href="/" className={styles['home'] ?? ''} aria-label="All boards" title="All boards">
          <BrandMark size={24} />
        </Link>
        <span className={styles['plainTitle']}>{title}</span>
        <SaveStatusView connection={connection} />
      </div>
    </header>
  )
}
