import { useEditor, useValue } from '@tldraw/tldraw'
import { linkEnds } from './drawLink.ts'
import { linkSentence } from '../../../shared/templates/linkMeaning.ts'
import styles from './Links.module.css'

/** What the selected link says, beside it. */
export function LinkLabel() {
  const editor = useEditor()
  const label = useValue(
    'link label',
    () => {
      const arrow = editor.getOnlySelectedShape()
      if (arrow?.type !== 'arrow' || !editor.isIn('select.idle')) return null
      const ends = linkEnds(editor, arrow.id)
      const bounds = editor.getShapePageBounds(arrow.id)
      if (ends === null || bounds === undefined) return null
      const { x, y } = editor.pageToViewport(bounds.center)
      const text = linkSentence(ends.from.props, ends.to.props) ?? 'A link of no set meaning'
      return { text, x: Math.round(x), y: Math.round(y) }
    },
    [editor],
  )
  if (label === null) return null
  return (
    <p className={styles['label']} style={{ left: label.x, top: label.y }}>
      {label.text}
    </p>
  )
}
