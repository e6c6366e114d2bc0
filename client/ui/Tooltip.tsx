import { Tooltip as RadixTooltip } from 'radix-ui'
import type { ReactElement } from 'react'
import styles from './Tooltip.module.css'

const DELAY_MS = 400

/**
 * A short text beside a control on hover and focus. It repeats or adds; nothing may be found only here, since a
 * finger never sees it.
 */
export function Tooltip({ text, children }: { text: string; children: ReactElement }) {
  return (
    <RadixTooltip.Provider delayDuration={DELAY_MS}>
      <RadixTooltip.Root>
        <RadixTooltip.Trigger asChild>{children}</RadixTooltip.Trigger>
        <RadixTooltip.Portal>
          <RadixTooltip.Content className={styles['tooltip']} sideOffset={6} collisionPadding={8}>
            {text}
          </RadixTooltip.Content>
        </RadixTooltip.Portal>
      </RadixTooltip.Root>
    </RadixTooltip.Provider>
  )
}
