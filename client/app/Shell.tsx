import type { ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import { MeMenu } from '../access/MeMenu.tsx'
import { useMe } from '../api/me.ts'
import { BrandMark } from '../design/BrandMark.tsx'
import { Wordmark } from '../design/Wordmark.tsx'
import { classNames } from '../ui/classNames.ts'
import { ThemeSwitch } from './ThemeSwitch.tsx'
import styles from './Shell.module.css'

const PLACES = [
  { href: '/', label: 'Boards', isForOwner: false },
  { href: '/records', label: 'Records', isForOwner: false },
  { href: '/workspace', label: 'Workspace', isForOwner: true },
] as const

/** What stands around every page but the board: the name, the two places to be, and who one is here. */
export function Shell({ children }: { children: ReactNode }) {
  const [location] = useLocation()
  const { data: me } = useMe()
  const here = (href: string) => (href === '/' ? location === '/' || location === '/trash' : location.startsWith(href))
  return (
    <div className={styles['shell']}>
      <a className={styles['skip']} href="#content">
        Skip to content
      </a>
      <header className={styles['header']}>
        <Link href="/" className={styles['home']} aria-label="Betwixt, all boards">
          <span className={styles['word']}>
            <Wordmark height={26} />
          </span>
          <span className={styles['mark']}>
            <BrandMark size={28} />
          </span>
        </Link>
        <nav aria-label="Main" className={styles['nav']}>
          {PLACES.filter(({ isForOwner }) => !isForOwner || me?.role === 'owner').map(({ href, label }) => (
            <Link
              key={href}
              href={href}
              className={classNames(styles['place'], here(href) && styles['here'])}
              {...(here(href) ? { 'aria-current': 'page' } : {})}
            >
              {label}
            </Link>
          ))}
        </nav>
        <div className={styles['own']}>
          <ThemeSwitch />
          <MeMenu />
        </div>
      </header>
      <main id="content" className={styles['main']} tabIndex={-1}>
        {children}
      </main>
    </div>
  )
}
