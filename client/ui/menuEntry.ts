import type { ReactNode } from 'react'

/** What stands in a `MenuButton`'s menu: an act, one of several things of which one holds, or a line between them. */
export type MenuEntry =
  | { type: 'act'; label: string; icon?: ReactNode; onSelect(): void }
  | {
      type: 'choice'
      label: string
      value: string
      options: readonly { value: string; label: string }[]
      onChoose(value: string): void
    }
  | { type: 'line'; id: string }
