import { useEditor, useValue, type TLShapeId } from '@tldraw/tldraw'
import { isCard } from '../../../shared/board/schema.ts'
import { sceneOf } from '../scene.ts'
import styles from './WriterLabels.module.css'

/** Who writes in one of tldraw's own texts, below it: as long as they do, it is theirs. Cards say it themselves. */
export function WriterLabels() {
  const editor = useEditor()
  const labels = useValue(
    'writer labels',
    () => {
      const writers = [...sceneOf(editor).writers.get()]
      return writers.flatMap(([id, names]) => {
        const shape = editor.getShape(id as TLShapeId)
        const bounds = editor.getShapePageBounds(id as TLShapeId)
        if (shape === undefined || bounds === undefined || isCard(shape)) return []
        const { x, y } = editor.pageToViewport({ x: bounds.x, y: bounds.maxY })
        return [{ id, text: `${names[0]} is writing here`, x: Math.round(x), y: Math.round(y) }]
      })
    },
    [editor],
  )
  return labels.map(({ id, text, x, y }) => (
    <p key={id} className={styles['label']} style={{ left: x, top: y }}>
      {text}
    </p>
  ))
}
