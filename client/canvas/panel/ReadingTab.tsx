import { useEditor, useValue } from '@tldraw/tldraw'
import { findTemplate } from '../../../shared/templates/index.ts'
import { sceneOf } from '../scene.ts'
import { ReadingActs } from './ReadingActs.tsx'
import { ReadingSection } from './ReadingSection.tsx'
import { SpanFields } from './SpanFields.tsx'
import styles from './Panel.module.css'

/** The board as each of its templates reads it, and ways to take that along. */
export function ReadingTab({ title }: { title: string }) {
  const editor = useEditor()
  const readings = useValue('readings', () => sceneOf(editor).readings.get(), [editor])
  if (readings.length === 0) {
    return <p className={styles['empty']}>A board without a template has no reading: it says what it shows.</p>
  }
  const readsBySpan = (template: string) => findTemplate(template)?.readsBySpan === true
  return (
    <div className={styles['reading']}>
      <ReadingActs title={title} readings={readings} />
      {readings.map((reading) => (
        <section key={reading.template} className={styles['template']}>
          {readings.length > 1 && <h2>{reading.title}</h2>}
          {readsBySpan(reading.template) && <SpanFields />}
          {reading.view().sections.map((section) => (
            <ReadingSection key={section.id} section={section} />
          ))}
        </section>
      ))}
    </div>
  )
}
