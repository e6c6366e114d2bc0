import type { ReactNode } from 'react'
import { classNames } from '../ui/classNames.ts'
import fieldStyles from '../ui/TextField.module.css'
import styles from './FilterSelect.module.css'

interface FilterSelectProps {
  label: string
  value: string
  onChange(value: string): void
  /** The options. */
  children: ReactNode
}

/** A choice of one that narrows the list below it; its label is for screen readers, its options say it to the eye. */
export function FilterSelect({ label, value, onChange, children }: FilterSelectProps) {
  return (
    <select
      aria-label={label}
      className={classNames(fieldStyles['input'], fieldStyles['select'], styles['filter'])}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    >
      {children}
    </select>
  )
}
