import type { ComponentProps } from 'react'
import { classNames } from './classNames.ts'
import styles from './Button.module.css'

/** Primary: the one thing to do here. Plain: an outline. Quiet: no edge until pointed at. */
export type ButtonLook = 'primary' | 'plain' | 'quiet'

export interface ButtonProps extends ComponentProps<'button'> {
  look?: ButtonLook
  /** While true the button keeps its place and its focus but does nothing. */
  busy?: boolean
  small?: boolean
  /** As wide as high, for a sign or an avatar alone; give it an accessible name. */
  square?: boolean
}

/** A button in ink. Hues are for meaning only, so a dangerous act is told by its words, never by a colour. */
export function Button({
  look = 'plain',
  busy = false,
  small = false,
  square = false,
  className,
  type,
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type ?? 'button'}
      className={classNames(buttonClass(look, small), square && styles['square'], className)}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      onClick={(event) => {
        if (busy) event.preventDefault()
        else onClick?.(event)
      }}
    />
  )
}

/** The same look for a link that leads somewhere; links stay links, so that they open in a new tab. */
export function buttonClass(look: ButtonLook = 'plain', small = false): string {
  return classNames(styles['button'], styles[look], small && styles['small'])
}
