import { X } from 'lucide-react'
import { Dialog as RadixDialog } from 'radix-ui'
import { useState, type FormEvent, type ReactNode } from 'react'
import { classNames } from './classNames.ts'
import { Button } from './Button.tsx'
import styles from './Dialog.module.css'

export interface DialogProps {
  open: boolean
  onOpenChange(open: boolean): void
  title: string
  /** One sentence under the title, read out with it. */
  description?: string
  wide?: boolean
  /** False while there is nothing to go back to (for example before one has said who one is). */
  dismissable?: boolean
  /** The row of buttons, always in view. */
  footer?: ReactNode
  /** Makes the dialog a form: Enter in a field submits it. */
  onSubmit?(): void
  children: ReactNode
}

/**
 * A dialog on a sheet of paper: traps focus, closes on Escape, gives focus back. Body scrolls, title and buttons
 * stay. On a phone it is a sheet at the lower edge.
 */
export function Dialog(props: DialogProps) {
  const { dismissable = true } = props
  const [shown, setShown] = useState(false)
  const [opener, setOpener] = useState<HTMLElement | null>(null)
  if (shown !== props.open) {
    // Read while rendering: once the dialog is mounted, focus has left what opened it.
    setShown(props.open)
    if (props.open) setOpener(openerOf(document.activeElement))
  }
  return (
    <RadixDialog.Root
      open={props.open}
      onOpenChange={(open) => (open || dismissable ? props.onOpenChange(open) : undefined)}
    >
      <RadixDialog.Portal>
        <RadixDialog.Overlay className={styles['scrim']} />
        <RadixDialog.Content
          className={classNames(styles['sheet'], props.wide === true && styles['wide'])}
          // Radix warns when a dialog has no description; without one it must be told so.
          {...(props.description === undefined ? { 'aria-describedby': undefined } : {})}
          onOpenAutoFocus={(event) => {
            const first = firstField(event.currentTarget)
            if (first === null) return
            event.preventDefault()
            first.focus()
          }}
          onCloseAutoFocus={(event) => {
            // Radix would give focus to its own trigger, which these dialogs have none of.
            event.preventDefault()
            opener?.focus()
          }}
          onInteractOutside={(event) => {
            // Half-written words are not thrown away by a stray click; a form closes by Escape or its buttons.
            if (!dismissable || props.onSubmit !== undefined) event.preventDefault()
          }}
        >
          <div className={styles['head']}>
            <div>
              <RadixDialog.Title className={styles['title']}>{props.title}</RadixDialog.Title>
              {props.description !== undefined && (
                <RadixDialog.Description className={styles['description']}>{props.description}</RadixDialog.Description>
              )}
            </div>
            {dismissable && (
              <RadixDialog.Close asChild>
                <Button look="quiet" aria-label="Close" className={styles['close'] ?? ''}>
                  <X aria-hidden />
                </Button>
              </RadixDialog.Close>
            )}
          </div>
          <DialogForm onSubmit={props.onSubmit}>
            <div className={styles['body']}>{props.children}</div>
            {props.footer !== undefined && <div className={styles['foot']}>{props.footer}</div>}
          </DialogForm>
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  )
}

/** What to give focus back to: what had it, or the button of the menu that it was an item of. */
function openerOf(focused: Element | null): HTMLElement | null {
  const menuLabel = focused?.closest('[role="menu"]')?.getAttribute('aria-labelledby')
  const opener = typeof menuLabel === 'string' ? document.getElementById(menuLabel) : focused
  return opener instanceof HTMLElement ? opener : null
}

/** Where typing starts: the field marked `data-autofocus`, or the first there is. Radix would take the close button. */
function firstField(within: EventTarget | null): HTMLElement | null {
  if (!(within instanceof HTMLElement)) return null
  return (
    within.querySelector<HTMLElement>('[data-autofocus]') ??
    within.querySelector<HTMLElement>('input, textarea, select')
  )
}

function DialogForm({ onSubmit, children }: { onSubmit: (() => void) | undefined; children: ReactNode }) {
  if (onSubmit === undefined) return <div className={styles['form']}>{children}</div>
  const submit = (event: FormEvent) => {
    event.preventDefault()
    // A portal's events bubble through React's tree: without this a form around the dialog would be sent too.
    event.stopPropagation()
    onSubmit()
  }
  return (
    <form className={styles['form']} onSubmit={submit} noValidate>
      {children}
    </form>
  )
}
