import { useEditor } from '@tldraw/tldraw'
import { BellOff } from 'lucide-react'
import { useId, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { muteCheck } from './mute.ts'
import styles from './Panel.module.css'

const MOST = 200

/** A button that mutes a check, and asks why first. */
export function MuteForm({ template, rule, title }: { template: string; rule: string; title: string }) {
  const editor = useEditor()
  const id = useId()
  const [isOpen, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  if (!isOpen) {
    return (
      <IconButton small className={styles['mute'] ?? ''} label={`Mute: ${title}`} onClick={() => setOpen(true)}>
        <BellOff aria-hidden />
      </IconButton>
    )
  }
  return (
    <form
      // Its buttons may lie below what a phone shows.
      ref={bringIntoView}
      className={styles['muteForm']}
      onSubmit={(event) => {
        event.preventDefault()
        if (reason.trim() !== '') muteCheck(editor, template, rule, reason)
      }}
    >
      <label htmlFor={id}>Why not ask this here? Everybody on the board can read it.</label>
      <input
        id={id}
        // The form has just been asked for, by a button that is gone.
        autoFocus
        value={reason}
        maxLength={MOST}
        onChange={(event) => setReason(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setOpen(false)
        }}
      />
      <div className={styles['muteActs']}>
        <Button small onClick={() => setOpen(false)}>
          Cancel
        </Button>
        <Button small type="submit" look="primary" disabled={reason.trim() === ''}>
          Mute
        </Button>
      </div>
    </form>
  )
}

function bringIntoView(form: HTMLFormElement | null): void {
  form?.scrollIntoView({ block: 'nearest' })
}
