import { useEditor } from '@tldraw/tldraw'
import { Download, Printer } from 'lucide-react'
import { useState } from 'react'
import type { ReadingFormat } from '../../../shared/templates/render/readingFormat.ts'
import { findReadingFormat, readingFormats } from '../../../shared/templates/render/readingFormats.ts'
import type { TemplateReading } from '../../../shared/templates/template.ts'
import { localDay } from '../../time/localDay.ts'
import { Button } from '../../ui/Button.tsx'
import { MenuButton } from '../../ui/MenuButton.tsx'
import { useToast } from '../../ui/Toast.tsx'
import { copyText } from '../../ui/copyText.ts'
import { readingFileName, saveText } from '../export/saveText.ts'
import { sceneOf } from '../scene.ts'
import { PrintedReading } from './PrintedReading.tsx'
import styles from './Panel.module.css'

/** The formats that people paste elsewhere. */
const COPIED: readonly string[] = ['md', 'csv']

/** The ways to take a reading along: copied, as a file, on paper. */
export function ReadingActs({ title, readings }: { title: string; readings: readonly TemplateReading[] }) {
  const editor = useEditor()
  const toast = useToast()
  const [isPrinting, setPrinting] = useState(false)
  const render = (format: ReadingFormat) =>
    format.render({ boardId: sceneOf(editor).connection.boardId, title, readings })
  const copy = async (format: ReadingFormat) => {
    const isCopied = await copyText(render(format))
    toast({ text: isCopied ? `Copied as ${format.title}.` : 'This browser does not let the page copy.' })
  }
  const save = (format: ReadingFormat) => {
    const name = nameOf(title, format)
    saveText(name, render(format), format.mediaType)
    toast({ text: `Saved as “${name}”.` })
  }
  return (
    <div className={styles['acts']}>
      {COPIED.flatMap((id) => findReadingFormat(id) ?? []).map((format) => (
        <Button key={format.id} small onClick={() => void copy(format)}>
          Copy as {format.title}
        </Button>
      ))}
      <MenuButton
        label="Download"
        look="plain"
        small
        entries={readingFormats.map((format) => ({
          type: 'act',
          label: `Download as ${format.title}`,
          onSelect: () => save(format),
        }))}
      >
        <Download aria-hidden />
        Download
      </MenuButton>
      <Button small onClick={() => setPrinting(true)}>
        <Printer aria-hidden />
        Print
      </Button>
      {isPrinting && <PrintedReading title={title} readings={readings} onDone={() => setPrinting(false)} />}
    </div>
  )
}

function nameOf(title: string, { id }: ReadingFormat): string {
  return readingFileName(title, localDay(new Date()), id)
}
