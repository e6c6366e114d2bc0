import { useId } from 'react'
import styles from './CheckField.module.css'

interface CheckFieldProps {
  label: string
  hint?: string
  checked: boolean
  onChange(checked: boolean): void
}

/** Something that is so or is not. */
export function CheckField({ label, hint, checked, onChange }: CheckFieldProps) {
  const id = useId()
  return (
    <div className={styles['field']}>
      <input
        id={id}
        type="checkbox"
        className={styles['box']}
        checked={checked}
        {...(hint === undefined ? {} : { 'aria-describedby': `${id}-hint` })}
        onChange={(event) => onChange(event.target.checked)}
      />
      <label className={styles['label']} htmlFor={id}>
        {label}
      </label>
      {hint !== undefined && (
        <span id={`${id}-hint`} className={styles['hint']}>
          {hint}
        </span>
      )}
    </div>
  )
}
