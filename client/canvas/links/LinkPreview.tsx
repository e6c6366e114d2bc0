import { TLPOINTER_ID, useEditor, useValue } from '@tldraw/tldraw'
import { LinkTool } from './LinkTool.ts'
import styles from './Links.module.css'

/** The line from the card where a link begins to the pointer, and what to do next. */
export function LinkPreview() {
  const editor = useEditor()
  const isLinking = useValue('is linking', () => editor.isIn('link'), [editor])
  const line = useValue(
    'link line',
    () => {
      const tool = editor.getStateDescendant('link')
      const from = tool instanceof LinkTool && tool.getIsActive() ? tool.from.get() : null
      const bounds = from === null ? undefined : editor.getShapePageBounds(from)
      const pointer = editor.store.get(TLPOINTER_ID)
      if (bounds === undefined || pointer === undefined) return null
      return { start: editor.pageToViewport(bounds.center), end: editor.pageToViewport(pointer) }
    },
    [editor],
  )
  if (!isLinking) return null
  return (
    <>
      {line !== null && (
        <svg className={styles['preview']} aria-hidden="true">
          <line x1={line.start.x} y1={line.start.y} x2={line.end.x} y2={line.end.y} />
          <circle cx={line.start.x} cy={line.start.y} r={4} />
        </svg>
      )}
      <p className={styles['hint']} role="note">
        {line === null
          ? 'Point at the card where the link begins.'
          : 'Now point at the card where it leads. Escape ends.'}
      </p>
    </>
  )
}
