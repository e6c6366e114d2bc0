import { FileUp } from 'lucide-react'
import { useRef, useState, type DragEvent } from 'react'
import { Button } from '../../ui/Button.tsx'
import { TextArea } from '../../ui/TextField.tsx'
import { readTextFile, TABLE_FILE_ENDINGS } from './readTextFile.ts'
import styles from './ImportDialog.module.css'

const TEXT_TYPES = ['text/csv', 'text/tab-separated-values', 'text/markdown', 'text/plain']

/** Where the text comes from: pasted, typed, chosen as a file or dropped. */
export function ImportSource({
  text,
  refusal,
  error,
  notes,
  onText,
}: {
  text: string
  /** Why the file that the dialog was opened with has no text. */
  refusal: string | undefined
  error: string | undefined
  notes: readonly string[]
  onText(text: string): void
}) {
  const file = useRef<HTMLInputElement>(null)
  const [problem, setProblem] = useState(refusal)
  const [isOver, setOver] = useState(false)
  const take = async (chosen: File | undefined) => {
    if (chosen === undefined) return
    const read = await readTextFile(chosen)
    setProblem(read.type === 'refused' ? read.message : undefined)
    if (read.type === 'text') onText(read.text)
  }
  const hasFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files')
  return (
    <div
      className={styles['source']}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        if (!hasFiles(event)) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        if (!hasFiles(event)) return
        event.preventDefault()
        setOver(false)
        void take(event.dataTransfer.files[0])
      }}
    >
      <TextArea
        label="List or table"
        hint="Paste it, or drop a file: CSV, TSV, cells of a spreadsheet, a Markdown table or list."
        className={styles['text']}
        value={text}
        error={problem ?? error}
        spellCheck={false}
        onChange={(event) => {
          setProblem(undefined)
          onText(event.target.value)
        }}
      />
      <div className={styles['sourceRow']}>
        <Button onClick={() => file.current?.click()}>
          <FileUp aria-hidden />
          Choose a file
        </Button>
        <input
          ref={file}
          type="file"
          hidden
          aria-label="File to import"
          accept={[...TABLE_FILE_ENDINGS, ...TEXT_TYPES].join(',')}
          onChange={(event) => {
            void take(event.target.files?.[0])
            // The same file can be chosen again, once it was changed.
            event.target.value = ''
          }}
        />
        {notes.map((note) => (
          <span key={note} className={styles['quiet']}>
            {note}
          </span>
        ))}
      </div>
    </div>
  )
}
