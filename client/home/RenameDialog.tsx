import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { API_LIMITS } from '../../shared/api/limits.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { TextField } from '../ui/TextField.tsx'
import { titleProblem } from './titleProblem.ts'

interface RenameDialogProps {
  title: string
  rename(title: string): Promise<unknown>
  onCancel(): void
  onDone(): void
}

/** Asks for a board's new title. */
export default function RenameDialog({ title, rename, onCancel, onDone }: RenameDialogProps) {
  const [typed, setTyped] = useState(title)
  const renaming = useMutation({ mutationFn: rename, onSuccess: onDone })
  const [tried, setTried] = useState(false)
  const error = tried ? titleProblem(typed, renaming.error) : undefined
  const submit = () => {
    setTried(true)
    if (typed.trim() !== '' && !renaming.isPending) renaming.mutate(typed.trim())
  }
  return (
    <Dialog
      open
      title="Rename board"
      onOpenChange={onCancel}
      onSubmit={submit}
      footer={
        <>
          <Button onClick={onCancel}>Cancel</Button>
          <Button type="submit" look="primary" busy={renaming.isPending}>
            Rename
          </Button>
        </>
      }
    >
      <TextField
        label="Title"
        value={typed}
        maxLength={API_LIMITS.title}
        error={error}
        onFocus={(event) => event.target.select()}
        onChange={(event) => setTyped(event.target.value)}
      />
    </Dialog>
  )
}
