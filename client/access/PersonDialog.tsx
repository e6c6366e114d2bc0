import { useState } from 'react'
import type { Me } from '../../shared/api/person.ts'
import { API_LIMITS } from '../../shared/api/limits.ts'
import { disciplines, findDiscipline } from '../../shared/disciplines.ts'
import { useSetMe } from '../api/me.ts'
import { ApiProblem, problemText } from '../api/problem.ts'
import { FormDialog } from '../ui/FormDialog.tsx'
import { lengthProblem } from '../ui/lengthProblem.ts'
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
  const refusal = name.trim() === '' ? 'Type a name that your team knows you by.' : lengthProblem(name, API_LIMITS.name)
  const nameError = (tried ? refusal : undefined) ?? problem?.field('name')
  const known = discipline === '' || disciplines.some(({ id }) => id === discipline)
  const submit = () => {
    setTried(true)
    if (refusal !== undefined) return
    setMe.mutate({ name: name.trim(), discipline }, { onSuccess: onDone })
  }
  return (
    <FormDialog
      title="Who are you?"
      description="Others on the board see your name and what you bring."
      submitLabel={submitLabel}
      busy={setMe.isPending}
      onSubmit={submit}
      onCancel={onCancel}
    >
      <TextField
        label="Your name"
        name="name"
        autoComplete="name"
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
    </FormDialog>
  )
}
