import type { ReactNode } from 'react'
import { Button } from './Button.tsx'
import { Dialog } from './Dialog.tsx'

export interface FormDialogProps {
  title: string
  description?: string
  wide?: boolean
  submitLabel: string
  /** True while what was submitted is on its way. */
  busy: boolean
  onSubmit(): void
  /** Absent while there is no way around it. */
  onCancel?: (() => void) | undefined
  /** The fields. */
  children: ReactNode
}

/** A dialog that asks for something: its fields, a way out, and the button that goes ahead. */
export function FormDialog({ submitLabel, busy, onCancel, onSubmit, children, ...dialog }: FormDialogProps) {
  return (
    <Dialog
      {...dialog}
      open
      dismissable={onCancel !== undefined}
      onOpenChange={() => onCancel?.()}
      onSubmit={() => {
        if (!busy) onSubmit()
      }}
      footer={
        <>
          {onCancel !== undefined && <Button onClick={onCancel}>Cancel</Button>}
          <Button type="submit" look="primary" busy={busy}>
            {submitLabel}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  )
}
