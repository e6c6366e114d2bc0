import { DropdownMenu } from 'radix-ui'
import type { ReactElement, ReactNode } from 'react'
import styles from './Menu.module.css'

export interface MenuProps {
  trigger: ReactElement
  align?: 'start' | 'end'
  defaultOpen?: boolean
  children: ReactNode
}

/** A menu that opens from `trigger`: arrow keys, type-ahead, Escape. Fill it with `MenuItem`s. */
export function Menu({ trigger, children, align = 'end', defaultOpen = false }: MenuProps) {
  return (
    <DropdownMenu.Root modal={false} defaultOpen={defaultOpen}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={styles['menu']} align={align} sideOffset={4} collisionPadding={8}>
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

/** One act of a menu, with an optional sign before its words. */
export function MenuItem({
  onSelect,
  icon,
  disabled = false,
  children,
}: {
  onSelect(): void
  icon?: ReactNode
  disabled?: boolean
  children: ReactNode
}) {
  return (
    <DropdownMenu.Item className={styles['item']} onSelect={onSelect} disabled={disabled}>
      <span className={styles['icon']} aria-hidden="true">
        {icon}
      </span>
      {children}
    </DropdownMenu.Item>
  )
}

/** One of several things of which exactly one holds. Goes inside a `MenuChoice`. */
export function MenuOption({ value, children }: { value: string; children: ReactNode }) {
  return (
    <DropdownMenu.RadioItem className={styles['item']} value={value}>
      <span className={styles['icon']}>
        <DropdownMenu.ItemIndicator>
          <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
            <path d="M3 8.5l3.5 3.5L13 5" fill="none" stroke="currentColor" strokeWidth="2" />
          </svg>
        </DropdownMenu.ItemIndicator>
      </span>
      {children}
    </DropdownMenu.RadioItem>
  )
}

/** A group of options under a label; `onChoose` gets the value picked. */
export function MenuChoice({
  label,
  value,
  onChoose,
  children,
}: {
  label: string
  value: string
  onChoose(value: string): void
  children: ReactNode
}) {
  return (
    <>
      <DropdownMenu.Label className={styles['label']}>{label}</DropdownMenu.Label>
      <DropdownMenu.RadioGroup value={value} onValueChange={onChoose} aria-label={label}>
        {children}
      </DropdownMenu.RadioGroup>
    </>
  )
}

/** A thin line between groups. */
export function MenuLine() {
  return <DropdownMenu.Separator className={styles['line']} />
}
