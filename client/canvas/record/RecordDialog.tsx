import { X } from 'lucide-react'
import { useEditor } from '@tldraw/tldraw'
import { useRef, useState } from 'react'
import { Link } from 'wouter'
import type { DecisionRecord } from '../../../shared/api/records.ts'
import { cardName } from '../../../shared/templates/cardTitle.ts'
import { findKind } from '../../../shared/templates/index.ts'
import { ApiProblem, problemText } from '../../api/problem.ts'
import { useCreateRecord } from '../../api/records.ts'
import { Button, buttonClass } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { TextArea, TextField } from '../../ui/TextField.tsx'
import { sceneOf } from '../scene.ts'
import { draftProblem, isSendable, type DraftText } from './draftProblem.ts'
import { forgetDraft, keepDraft, keptDraft, type RecordDraft } from './keptDraft.ts'
import { selectedCards } from './selectedCards.ts'
import styles from './RecordDialog.module.css'

/** Records a decision with the board as it is at that moment, and the selected cards as what it rests on. */
export default function RecordDialog({ onClose }: { onClose(): void }) {
  const editor = useEditor()
  const { connection } = sceneOf(editor)
  const [draft, setDraft] = useState(() => keptDraft(connection.boardId))
  const [evidence, setEvidence] = useState(() => selectedCards(editor))
  const [tried, setTried] = useState(false)
  const [isWaiting, setWaiting] = useState(false)
  const isOpen = useRef(true)
  const create = useCreateRecord(connection.boardId)
  if (create.data !== undefined) return <Recorded record={create.data} onClose={onClose} />

  const problem = create.error instanceof ApiProblem ? create.error : null
  const errorOf = (field: DraftText) => draftProblem(draft, field, tried) ?? problem?.field(field)
  const change = (field: keyof RecordDraft) => (event: { target: { value: string } }) => {
    const next = { ...draft, [field]: event.target.value }
    setDraft(next)
    keepDraft(connection.boardId, next)
  }

  const save = async () => {
    setTried(true)
    if (!isSendable(draft) || isWaiting || create.isPending) return
    setWaiting(true)
    try {
      // The snapshot is the server's: what it does not have yet would not be in it.
      await connection.whenSaved()
    } catch {
      // The board was closed meanwhile, and this dialog with it.
      return
    } finally {
      setWaiting(false)
    }
    // Waiting can take long, and whoever closed the dialog meanwhile has changed their mind.
    if (!isOpen.current) return
    const { reviewBy, ...texts } = draft
    try {
      await create.mutateAsync({
        ...texts,
        reviewBy: reviewBy === '' ? null : reviewBy,
        evidence: evidence.map(({ id }) => id),
      })
      forgetDraft(connection.boardId)
    } catch {
      // The dialog says what the server said, and the draft stays.
    }
  }

  const close = () => {
    isOpen.current = false
    onClose()
  }
  return (
    <Dialog
      open
      wide
      onOpenChange={close}
      title="Record decision"
      description="It is kept with the board as it is now, and never changes; a later decision can supersede it."
      onSubmit={() => void save()}
      footer={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button type="submit" look="primary" busy={isWaiting || create.isPending}>
            Save record
          </Button>
        </>
      }
    >
      <div className={styles['form']}>
        <TextField label="Title" value={draft.title} error={errorOf('title')} onChange={change('title')} />
        <TextArea
          label="What we decided"
          hint="The one thing this record is for."
          value={draft.decided}
          error={errorOf('decided')}
          onChange={change('decided')}
        />
        <TextArea label="Why now" value={draft.whyNow} error={errorOf('whyNow')} onChange={change('whyNow')} />
        <TextArea
          label="What would change our mind"
          value={draft.changeOurMind}
          error={errorOf('changeOurMind')}
          onChange={change('changeOurMind')}
        />
        <div className={styles['pair']}>
          <TextField label="Owner" value={draft.owner} error={errorOf('owner')} onChange={change('owner')} />
          <TextField
            label="Review by"
            type="date"
            value={draft.reviewBy}
            error={problem?.field('reviewBy')}
            onChange={change('reviewBy')}
          />
        </div>
        <section aria-label="Evidence">
          <h3 className={styles['heading']}>Evidence</h3>
          {evidence.length === 0 ? (
            <p className={styles['quiet']}>
              No cards are taken along. Close this, select the cards the decision rests on, and open it again; what you
              have typed stays.
            </p>
          ) : (
            <ul className={styles['evidence']}>
              {evidence.map((card) => {
                const kind = findKind(card.props.template, card.props.kind)
                const name = cardName(kind, card.props.fields)
                return (
                  <li key={card.id} data-side={kind?.side ?? 'none'}>
                    <span>{name}</span>
                    <IconButton
                      small
                      label={`Remove ${name}`}
                      onClick={() => setEvidence(evidence.filter(({ id }) => id !== card.id))}
                    >
                      <X aria-hidden />
                    </IconButton>
                  </li>
                )
              })}
            </ul>
          )}
        </section>
        {isWaiting && (
          <div ref={intoView}>
            <Notice>
              Your last changes are still on their way to the server. The record is made as soon as they are saved.
            </Notice>
          </div>
        )}
        {create.error !== null && (problem === null || problem.fieldErrors.length === 0) && (
          <div ref={intoView}>
            <Notice urgent>{problemText(create.error)}</Notice>
          </div>
        )}
      </div>
    </Dialog>
  )
}

/** The form is longer than most windows, and what it has to say stands at its end. */
function intoView(notice: HTMLElement | null): void {
  notice?.scrollIntoView({ block: 'nearest' })
}

function Recorded({ record, onClose }: { record: DecisionRecord; onClose(): void }) {
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`Decision ${record.number} is recorded`}
      description={record.title}
      footer={
        <>
          <Button onClick={onClose}>Back to the board</Button>
          <Link href={`/records/${record.id}`} className={buttonClass('primary')}>
            Open the record
          </Link>
        </>
      }
    >
      <p className={styles['decided']}>{record.decided}</p>
    </Dialog>
  )
}
