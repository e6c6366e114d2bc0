import { useEditor, useValue } from '@tldraw/tldraw'
import { readingFormats } from '../../../shared/templates/render/readingFormats.ts'
import type { ReadingFormat } from '../../../shared/templates/render/readingFormat.ts'
import { Button } from '../../ui/Button.tsx'
import { useToast } from '../../ui/Toast.tsx'
import { copyText } from '../clipboard/copyText.ts'
import { sceneOf } from '../scene.ts'
import { ReadingSection } from './ReadingSection.tsx'
import styles from './Panel.module.css'

/** The formats that people paste elsewhere; scripts ask the API. */
const COPIED: readonly string[] = ['md', 'csv']

/** The board as each of its templates reads it, and ways to take that along. */
export function ReadingTab({ title }: { title: string }) {
  const editor = useEditor()
  const toast = useToast()
  const readings = useValue('readings', () => sceneOf(editor).readings.get(), [editor])
  if (readings.length === 0) {
    return <p className={styles['empty']}>A board without a template has no reading: it says what it shows.</p>
  }
  const copy = async (format: ReadingFormat) => {
    const { boardId } = sceneOf(editor).connection
    const isCopied = await copyText(format.render({ boardId, title, readings }))
    toast({ text: isCopied ? `Copied as ${format.title}.` : 'This browser does not let the page copy.' })
  }
  return (
    <div className={styles['reading']}>
      <div className={styles['acts']}>
        {readingFormats
          .filter(({ id }) => COPIED.includes(id))
          .map((format) => (
            <Button key={format.id} small onClick={() => void copy(format)}>
              Copy as {format.title}
            </Button>
          ))}
      </div>
      {readings.map((reading) => (
        <section key={reading.template} className={styles['template']}>
          {readings.length > 1 && <h2>{reading.title}</h2>}
          {reading.view().sections.map((section) => (
            <ReadingSection key={section.id} section={section} />
          ))}
        </section>
      ))}
    </div>
  )
}
