import { useA11y, useEditor, useValue, type Editor } from '@tldraw/tldraw'
import { isCard, isZone } from '../../../shared/board/schema.ts'
import { cardsOfZone, zoneOf } from '../zones/zoneCards.ts'
import { zoneText } from '../zones/zoneText.ts'
import styles from './BoardPage.module.css'

/** Says aloud what is selected. It has no role of its own: the page's one status element is the one that says Saved. */
export function BoardAnnouncer() {
  const editor = useEditor()
  const { currentMsg } = useA11y()
  const message = useValue('announced message', () => currentMsg.get().msg, [currentMsg])
  const selection = useValue('announced selection', () => selectionWords(editor), [editor])
  return (
    <div className={styles['hidden']} aria-live="polite">
      {selection === '' ? message : selection}
    </div>
  )
}

function selectionWords(editor: Editor): string {
  const shapes = editor.getSelectedShapes()
  const [shape] = shapes
  if (shape === undefined) return ''
  if (shapes.length > 1) return `${shapes.length} things selected`
  const name = editor.getShapeUtil(shape).getAriaDescriptor(shape) ?? editor.getShapeUtil(shape).getText(shape)
  const zone = isCard(shape) ? zoneOf(editor, shape) : null
  if (zone === null) return isZone(shape) ? (name ?? '') : `${shape.type}${name === undefined ? '' : `: ${name}`}`
  const cards = cardsOfZone(editor, zone.id)
  const place = cards.findIndex(({ id }) => id === shape.id) + 1
  return `${name ?? ''}; in ${zoneText(zone).title}, ${place} of ${cards.length}`
}
