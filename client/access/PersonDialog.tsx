import { useState } from 'react'
import type { Me } from '../../shared/api/person.ts'
import { API_LIMITS } from '../../shared/api/limits.ts'
import { disciplines, findDiscipline } from '../../shared/disciplines.ts'
import { useSetMe } from '../api/me.ts'
import { ApiProblem, problemText } from '../api/problem.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Notice } from '../ui/Notice.tsx'
import { SelectField, TextField } from '../ui/TextField.tsx'

export interface PersonDialogProps {
  me: Pick<Me, 'name' | 'discipline'>
  /** "Join" on the first visit to a board, "Save" when one changes it later. */
  submitLabel: string
  /** Absent while there is no way around saying who one is. */
  onCancel?: () => void
  /** Called with what the server now knows. */
  onDone(me: Me): void
}

/** Asks for a name and a discipline, and tells the server, which puts them into presence. */
export default function PersonDialog({ me, submitLabel, onCancel, onDone }: PersonDialogProps) {
  const setMe = useSetMe()
  const [name, setName] = useState(me.name)
  const [discipline, setDiscipline] = useState(me.discipline === '' ? '' : findDiscipline(me.discipline).id)
  const [tried, setTried] = useState(false)
  const problem = setMe.error instanceof ApiProblem ? setMe.error : null
  const nameError = tried && name.trim() === '' ? 'Type a name that your team knows you by.' : problem?.field('name')
  const known = discipline === '' || disciplines.some(({ id }) => id === discipline)
  const submit = () => {
    setTried(true)
    if (name.trim() === '' || setMe.isPending) return
    setMe.mutate({ name: name.trim(), discipline }, { onSuccess: onDone })
  }
  return (
    <Dialog
      open
      title="Who are you?"
      description="Others on the board see your name and what you bring."
      dismissable={onCancel !== undefined}
      onOpenChange={() => onCancel?.()}
      onSubmit={submit}
      footer={
        <>
          {onCancel !== undefined && <Button onClick={onCancel}>Cancel</Button>}
          <Button type="submit" look="primary" busy={setMe.isPending}>
            {submitLabel}
          </Button>
        </>
      }
    >
      <TextField
        label="Your name"
        name="name"
        autoComplete="name"
        maxLength={API_LIMITS.name}
        value={name}
        error={nameError}
        onChange={(event) => setName(event.target.value)}
      />
      <SelectField
        label="Discipline"
        value={discipline}
        error={problem?.field('discipline')}
        onChange={(event) => setDiscipline(event.target.value)}
      >
        <option value="">Rather not say</option>
        {disciplines.map(({ id, title }) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
        {!known && <option value={discipline}>{me.discipline}</option>}
      </SelectField>
      {setMe.error !== null && problem?.fieldErrors.length !== 1 && <Notice urgent>{problemText(setMe.error)}</Notice>}
    </Dialog>
  )
}
