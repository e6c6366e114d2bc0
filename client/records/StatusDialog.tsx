import { useState } from 'react'
import { API_LIMITS } from '../../shared/api/limits.ts'
import type { ChangeRecordStatus, DecisionRecordDetail } from '../../shared/api/records.ts'
import { ApiProblem, problemText } from '../api/problem.ts'
import { useChangeStatus } from '../api/records.ts'
import { FormDialog } from '../ui/FormDialog.tsx'
import { lengthProblem } from '../ui/lengthProblem.ts'
import { Notice } from '../ui/Notice.tsx'
import { SelectField, TextArea } from '../ui/TextField.tsx'
import { useToast } from '../ui/Toast.tsx'
import { STATUS_WORDS } from './statusWords.ts'

const LEADS_TO = [
  'proposed',
  'accepted',
  'rejected',
  'superseded',
  'deprecated',
] as const satisfies readonly ChangeRecordStatus['status'][]

/** Appends a change of status with its reason. What the record says stays as it is. */
export function StatusDialog({ record, onClose }: { record: DecisionRecordDetail; onClose(): void }) {
  const change = useChangeStatus(record.id)
  const toast = useToast()
  const choices = LEADS_TO.filter((status) => status !== record.status)
  const [status, setStatus] = useState<ChangeRecordStatus['status']>(choices[0] ?? 'accepted')
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const problem = change.error instanceof ApiProblem ? change.error : null
  const refusal =
    reason.trim() === '' ? 'Say why, for those who read this later.' : lengthProblem(reason, API_LIMITS.paragraph)
  const reasonError = (tried ? refusal : undefined) ?? problem?.field('reason')
  const submit = () => {
    setTried(true)
    if (refusal !== undefined) return
    change.mutate(
      { status, reason: reason.trim() },
      {
        onSuccess: () => {
          toast({ text: `Decision ${record.number} is now ${STATUS_WORDS[status].toLowerCase()}.` })
          onClose()
        },
      },
    )
  }
  return (
    <FormDialog
      title="Change status"
      description="The change is added to the record’s history; its words stay as they are."
      submitLabel="Change status"
      busy={change.isPending}
      onSubmit={submit}
      onCancel={onClose}
    >
      <SelectField
        label="New status"
        value={status}
        error={problem?.field('status')}
        onChange={(event) => setStatus(choices.find((choice) => choice === event.target.value) ?? status)}
      >
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {STATUS_WORDS[choice]}
          </option>
        ))}
      </SelectField>
      <TextArea label="Reason" value={reason} error={reasonError} onChange={(event) => setReason(event.target.value)} />
      {change.error !== null && (problem === null || problem.fieldErrors.length === 0) && (
        <Notice urgent>{problemText(change.error)}</Notice>
      )}
    </FormDialog>
  )
}
