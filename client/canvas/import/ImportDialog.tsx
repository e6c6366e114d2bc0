import { useEditor, useValue } from '@tldraw/tldraw'
import { useDeferredValue, useMemo, useState } from 'react'
import { guessImport, guessMapping } from '../../../shared/import/guessMapping.ts'
import { IMPORT_LIMITS, tableOf, type ImportTable } from '../../../shared/import/importTable.ts'
import type { ColumnUse, ImportMapping, ImportTarget } from '../../../shared/import/mapping.ts'
import { parseTable } from '../../../shared/import/parseTable.ts'
import type { ImportPlan } from '../../../shared/import/importPlan.ts'
import { planCards } from '../../../shared/import/planCards.ts'
import { Button } from '../../ui/Button.tsx'
import { CheckField } from '../../ui/CheckField.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { SelectField } from '../../ui/TextField.tsx'
import { useToast } from '../../ui/Toast.tsx'
import { showCards } from '../panel/showCards.ts'
import { countOf } from './countOf.ts'
import { importCards, roomOnPage } from './importCards.ts'
import type { ImportOffer } from './importOffers.ts'
import { ImportColumns } from './ImportColumns.tsx'
import { ImportPreview } from './ImportPreview.tsx'
import { ImportSource } from './ImportSource.tsx'
import { importTargets } from './importTargets.ts'
import type { FileText } from './readTextFile.ts'
import styles from './ImportDialog.module.css'

/** What somebody chose otherwise than it was guessed; forgotten with the text it was chosen for. */
interface Choices {
  readonly hasHeader?: boolean
  /** Template and kind. */
  readonly kind?: { readonly template: string; readonly kind: string }
  readonly columns?: readonly ColumnUse[]
}

/** Makes cards of a list or a table: shows what each column becomes and which cards there will be, then makes them. */
export default function ImportDialog({
  offer,
  onClose,
}: {
  /** What came onto the board; null where the dialog was opened from the menu. */
  offer: ImportOffer | null
  onClose(): void
}) {
  const editor = useEditor()
  const toast = useToast()
  const targets = useValue('import targets', () => importTargets(editor), [editor])
  const room = useValue('room on page', () => roomOnPage(editor), [editor])
  const [text, setText] = useState(offer === null ? '' : offer.type === 'pasted' ? offer.text : textOf(offer.read))
  const [choices, setChoices] = useState<Choices>({})
  const [keepMisfits, setKeepMisfits] = useState(true)
  const [skipThere, setSkipThere] = useState(true)

  const readText = useDeferredValue(text)
  const result = useMemo(() => parseTable(readText), [readText])
  const parsed = result.type === 'parsed' ? result.parsed : null
  const hasHeader = choices.hasHeader ?? parsed?.hasHeader ?? false
  const table = useMemo(() => (parsed === null ? null : tableOf(parsed, hasHeader)), [parsed, hasHeader])
  const chosen = useMemo(
    () => (table === null ? null : chooseImport(targets, table, choices)),
    [targets, table, choices],
  )
  const plan = useMemo(
    () =>
      table === null || chosen === null
        ? null
        : planCards(chosen.target, table, chosen.mapping, { keepMisfits, skipThere }),
    [table, chosen, keepMisfits, skipThere],
  )
  const problem = plan === null ? undefined : planProblem(plan, room)
  const canImport = plan !== null && problem === undefined && makesSomething(plan)
  const kinds = targets.flatMap(({ template }) => template.kinds.map((kind) => ({ template, kind })))

  const submit = () => {
    if (plan === null || chosen === null || !canImport) return
    const ids = importCards(editor, chosen.target.template, plan)
    onClose()
    showCards(editor, ids)
    const count = countOf(ids.length, chosen.mapping.kind.title)
    toast({
      text: ids.length === 0 ? 'Imported. Undo takes all of it back.' : `${count} added. Undo takes all of them back.`,
    })
  }
  const putAsText = () => {
    onClose()
    if (offer?.type !== 'pasted') return
    editor.markHistoryStoppingPoint('paste')
    void editor.putExternalContent({ type: 'text', text: offer.text })
  }

  return (
    <Dialog
      open
      wide
      onOpenChange={onClose}
      title="Import a list or table"
      description="Rows become cards of this board. Nothing changes before you add them."
      onSubmit={submit}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          {offer?.type === 'pasted' && <Button onClick={putAsText}>Put it on the board as text</Button>}
          <Button type="submit" look="primary" disabled={!canImport}>
            {plan === null || chosen === null || (plan.cards.length === 0 && plan.changes.length === 0)
              ? 'Add cards'
              : plan.cards.length === 0
                ? 'Import'
                : `Add ${countOf(plan.cards.length, chosen.mapping.kind.title)}`}
          </Button>
        </>
      }
    >
      <ImportSource
        text={text}
        error={result.type === 'refused' && readText !== '' ? result.message : problem}
        refusal={offer?.type === 'file' && offer.read.type === 'refused' ? offer.read.message : undefined}
        notes={[...offerNotes(offer), ...(parsed?.notes ?? [])]}
        onText={(next) => {
          setText(next)
          setChoices({})
        }}
      />
      {table !== null && chosen !== null && plan !== null && (
        <>
          <div className={styles['choices']}>
            <SelectField
              label="Rows become"
              value={`${chosen.target.template.id}/${chosen.mapping.kind.id}`}
              onChange={(event) => {
                const [template = '', kind = ''] = event.target.value.split('/')
                setChoices({ ...(choices.hasHeader === undefined ? {} : { hasHeader }), kind: { template, kind } })
              }}
            >
              {targets.map(({ template }) => (
                <optgroup key={template.id} label={template.title}>
                  {kinds
                    .filter((one) => one.template.id === template.id)
                    .map(({ kind }) => (
                      <option key={kind.id} value={`${template.id}/${kind.id}`}>
                        {kind.title}
                      </option>
                    ))}
                </optgroup>
              ))}
            </SelectField>
            <CheckField
              label="The first row names the columns"
              checked={hasHeader}
              onChange={(next) =>
                setChoices({ ...(choices.kind === undefined ? {} : { kind: choices.kind }), hasHeader: next })
              }
            />
          </div>
          <ImportColumns
            template={chosen.target.template}
            table={table}
            mapping={chosen.mapping}
            onChange={(columns) => setChoices({ ...choices, ...kindChoice(chosen), columns })}
          />
          {(plan.alreadyThere > 0 || !skipThere) && (
            <CheckField
              label="Leave out cards that the board has already"
              hint={
                plan.alreadyThere === 0
                  ? 'Those that say nothing new.'
                  : `${countOf(plan.alreadyThere, chosen.mapping.kind.title)} would say nothing new.`
              }
              checked={skipThere}
              onChange={setSkipThere}
            />
          )}
          {(plan.remarks.some(({ isKept }) => isKept) || !keepMisfits) && (
            <CheckField
              label="Keep what does not fit, behind the card’s first text"
              checked={keepMisfits}
              onChange={setKeepMisfits}
            />
          )}
          <ImportPreview plan={plan} kind={chosen.mapping.kind} target={chosen.target} />
        </>
      )}
    </Dialog>
  )
}

function textOf(read: FileText): string {
  return read.type === 'text' ? read.text : ''
}

/** One table is one import: the columns of another are its own. */
function offerNotes(offer: ImportOffer | null): string[] {
  return offer?.type === 'file' && offer.others > 0 ? [`Only ${offer.name} is read: import the others after it.`] : []
}

/** The guess, with what was chosen instead of it. */
function chooseImport(
  targets: readonly ImportTarget[],
  table: ImportTable,
  { kind: wanted, columns }: Choices,
): { target: ImportTarget; mapping: ImportMapping } | null {
  const target = targets.find(({ template }) => template.id === wanted?.template)
  const kind = target?.template.kinds.find(({ id }) => id === wanted?.kind)
  if (target === undefined || kind === undefined) return guessImport(targets, table)
  const mapping = columns === undefined ? guessMapping(target, kind, table) : { kind, columns }
  return { target, mapping }
}

/** Columns are chosen for a kind, which then is no guess any more. */
function kindChoice({ target, mapping }: { target: ImportTarget; mapping: ImportMapping }): Pick<Choices, 'kind'> {
  return { kind: { template: target.template.id, kind: mapping.kind.id } }
}

function makesSomething({ cards, heads, changes }: ImportPlan): boolean {
  return cards.length + heads.length + changes.length > 0
}

function planProblem(plan: ImportPlan, room: number): string | undefined {
  if (plan.isTooMany) {
    return `This would be more than ${IMPORT_LIMITS.cards.toLocaleString('en')} cards. Import it in parts.`
  }
  if (plan.cards.length + plan.heads.length <= room) return undefined
  return `This page has room for ${room.toLocaleString('en')} more. Import less, or on another page.`
}
