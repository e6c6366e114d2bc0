import { Search } from 'lucide-react'
import styles from './SearchField.module.css'

/** A field that narrows the list below it as one types. */
export function SearchField({
  label,
  value,
  onChange,
}: {
  label: string
  value: string
  onChange(value: string): void
}) {
  return (
    <div className={styles['search']} role="search">
      <Search aria-hidden className={styles['sign']} />
      <input
        type="search"
        aria-label={label}
        placeholder="Search"
        className={styles['input']}
        value={value}
        maxLength={200}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || value === '') return
          event.stopPropagation()
          onChange('')
        }}
      />
    </div>
  )
}
