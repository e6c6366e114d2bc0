import { react, type Editor } from '@tldraw/tldraw'
import type { TLRecord } from '@tldraw/tlschema'
import { BoardReadings } from '../../../shared/board/BoardReadings.ts'
import { DOCUMENT_TYPES } from '../../../shared/board/schema.ts'
import { sceneOf } from '../scene.ts'
import { findingsByCard } from './findingsByCard.ts'
import { localDay } from '../../time/localDay.ts'

/** From a change to the findings it leads to, in ms: quick enough to belong together, seldom enough to type through. */
const DELAY_MS = 120
/** How often the day is looked at again: a question may be past its date at midnight. */
const DAY_CHECK_MS = 60_000

/** Keeps the scene's readings and findings true to the board. Returns the function that ends it. */
export function watchReadings(editor: Editor): () => void {
  const scene = sceneOf(editor)
  const kept = new BoardReadings(documentOf(editor))
  let timer: ReturnType<typeof setTimeout> | null = null
  let day = localDay(new Date())
  let span = scene.span.get()

  const read = () => {
    timer = null
    day = localDay(new Date())
    const readings = kept.read({ today: day, span })
    scene.readings.set(readings)
    scene.findings.set(findingsByCard(readings, scene.findings.get()))
  }
  const stopListening = editor.store.listen(
    ({ changes }) => {
      const put = [...Object.values(changes.added), ...Object.values(changes.updated).map(([, after]) => after)]
      if (kept.change(put, Object.keys(changes.removed))) timer ??= setTimeout(read, DELAY_MS)
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

function documentOf(editor: Editor): TLRecord[] {
  return editor.store.allRecords().filter(({ typeName }) => DOCUMENT_TYPES.has(typeName))
}
