import type { ReactNode } from 'react'
import { Button, type ButtonProps } from './Button.tsx'
import { Tooltip } from './Tooltip.tsx'

export interface IconButtonProps extends Omit<ButtonProps, 'aria-label'> {
  /** What it does, in words: its accessible name and its tooltip. */
  label: string
  children: ReactNode
}

/** A square button that shows only a sign; its words come as name and tooltip. */
export function IconButton({ label, look = 'quiet', children, ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label}>
      <Button {...rest} look={look} square aria-label={label}>
        {children}
      </Button>
    </Tooltip>
  )
}
