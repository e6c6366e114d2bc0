import type { ReactNode } from 'react'
import { PRESSES_KEPT } from '../keptFromCanvas.ts'

/** A button on a zone. What it is called says all of it; how much of that is shown depends on the room. */
export function AddButton({
  label,
  className,
  onAdd,
  children,
}: {
  label: string
  className: string | undefined
  onAdd(): void
  children: ReactNode
}) {
  return (
    <button
      type="button"
      className={className}
      aria-label={label}
      title={label}
      {...PRESSES_KEPT}
      onClick={(event) => {
        event.stopPropagation()
        onAdd()
      }}
    >
      {children}
    </button>
  )
}
