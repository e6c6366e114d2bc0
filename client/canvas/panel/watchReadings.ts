import { react, type Editor } from '@tldraw/tldraw'
import type { TLRecord } from '@tldraw/tlschema'
import { readingsOf } from '../../../shared/board/readings.ts'
import { sceneOf } from '../scene.ts'
import { findingsByCard } from './findingsByCard.ts'
import { localDay } from '../../time/localDay.ts'
import { touchesReading } from './touchesReading.ts'

/** From a change to the findings it leads to, in ms: quick enough to belong together, seldom enough to type through. */
const DELAY_MS = 120
/** How often the day is looked at again: a question may be past its date at midnight. */
const DAY_CHECK_MS = 60_000

/** Keeps the scene's readings and findings true to the board. Returns the function that ends it. */
export function watchReadings(editor: Editor): () => void {
  const scene = sceneOf(editor)
  const records = new Map<string, TLRecord>()
  for (const record of editor.store.allRecords()) records.set(record.id, record)
  let timer: ReturnType<typeof setTimeout> | null = null
  let day = localDay(new Date())
  let span = scene.span.get()

  const read = () => {
    timer = null
    day = localDay(new Date())
    const readings = readingsOf(records, { today: day, span })
    scene.readings.set(readings)
    scene.findings.set(findingsByCard(readings, scene.findings.get()))
  }
  const stopListening = editor.store.listen(
    ({ changes }) => {
      for (const record of Object.values(changes.added)) records.set(record.id, record)
      for (const [, record] of Object.values(changes.updated)) records.set(record.id, record)
      for (const record of Object.values(changes.removed)) records.delete(record.id)
      if (touchesReading(changes)) timer ??= setTimeout(read, DELAY_MS)
    },
    { scope: 'document' },
  )
  const dayCheck = setInterval(() => {
    if (localDay(new Date()) !== day) read()
  }, DAY_CHECK_MS)
  read()
  const stopSpan = react('span of the reading', () => {
    if (scene.span.get() === span) return
    span = scene.span.get()
    // Not within this reaction, which would come again with all that the reading looks at.
    timer ??= setTimeout(read, 0)
  })
  return () => {
    stopListening()
    stopSpan()
    clearInterval(dayCheck)
    if (timer !== null) clearTimeout(timer)
  }
}
