import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { FormDialog } from '../ui/FormDialog.tsx'
import { TextField } from '../ui/TextField.tsx'
import { titleProblem, titleRefusal } from './titleProblem.ts'

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
    if (titleRefusal(typed) === undefined) renaming.mutate(typed.trim())
  }
  return (
    <FormDialog
      title="Rename board"
      submitLabel="Rename"
      busy={renaming.isPending}
      onSubmit={submit}
      onCancel={onCancel}
    >
      <TextField
        label="Title"
        value={typed}
        error={error}
        onFocus={(event) => event.target.select()}
        onChange={(event) => setTyped(event.target.value)}
      />
    </FormDialog>
  )
}
