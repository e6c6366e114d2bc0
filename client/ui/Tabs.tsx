import { Tabs as RadixTabs } from 'radix-ui'
import type { ReactNode } from 'react'
import styles from './Tabs.module.css'

export interface Tab {
  id: string
  title: string
  /** A number after the title, for example how many findings there are. */
  count?: number
  content: ReactNode
}

/** Tabs in one row; only the open one's content is mounted. */
export function Tabs({
  label,
  tabs,
  value,
  onChange,
}: {
  label: string
  tabs: readonly Tab[]
  value: string
  onChange(id: string): void
}) {
  return (
    <RadixTabs.Root className={styles['root']} value={value} onValueChange={onChange}>
      <RadixTabs.List className={styles['list']} aria-label={label}>
        {tabs.map((tab) => (
          <RadixTabs.Trigger key={tab.id} value={tab.id} className={styles['tab']}>
            {tab.title}
            {tab.count !== undefined && tab.count > 0 && <span className={styles['count']}>{tab.count}</span>}
          </RadixTabs.Trigger>
        ))}
      </RadixTabs.List>
      {tabs.map((tab) => (
        <RadixTabs.Content key={tab.id} value={tab.id} className={styles['content']} tabIndex={-1}>
          {tab.content}
        </RadixTabs.Content>
      ))}
    </RadixTabs.Root>
  )
}
