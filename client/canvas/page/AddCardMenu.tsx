import { Plus } from 'lucide-react'
import { useEditor, useValue } from '@tldraw/tldraw'
import { isCard, isZone, type ZoneShape } from '../../../shared/board/schema.ts'
import { findTemplate } from '../../../shared/templates/index.ts'
import type { KindDefinition } from '../../../shared/templates/kind.ts'
import { KindMark } from '../cards/KindMark.tsx'
import { MenuButton } from '../../ui/MenuButton.tsx'
import { addCard, createCardsOnPage, openCard } from '../zones/addCard.ts'
import { acceptsKind } from '../zones/zoneCards.ts'
import styles from './TopBar.module.css'

/** Adds a card of any kind the board knows: into the zone in view that takes it, or else onto the page. */
export function AddCardMenu() {
  const editor = useEditor()
  const used = useValue(
    'templates on the board',
    () => {
      const ids = new Set(
        editor
          .getCurrentPageShapes()
          .flatMap((shape) => (isZone(shape) || isCard(shape) ? [shape.props.template] : [])),
      )
      return [...ids].sort().join(' ')
    },
    [editor],
  )
  const kinds = used.split(' ').flatMap((id) => (findTemplate(id)?.kinds ?? []).map((kind) => ({ template: id, kind })))
  if (kinds.length === 0) return null

  const add = (template: string, kind: KindDefinition) => {
    const zone = zoneInView(template, kind)
    if (zone !== null) {
      addCard(editor, zone, kind)
      return
    }
    editor.markHistoryStoppingPoint('add card')
    const { x, y } = editor.getViewportPageBounds().center
    const [id] = createCardsOnPage(editor, { x: x - 120, y: y - 60 }, [{ template, kind }])
    if (id !== undefined) openCard(editor, id)
  }
  const zoneInView = (template: string, kind: KindDefinition): ZoneShape | null => {
    const zones = editor
      .getCurrentPageShapesSorted()
      .filter((shape) => isZone(shape) && acceptsKind(shape, template, kind.id))
    const view = editor.getViewportPageBounds()
    const seen = zones.find(({ id }) => editor.getShapePageBounds(id)?.collides(view))
    const zone = seen ?? zones[0]
    return isZone(zone) ? zone : null
  }

  return (
    <MenuButton
      label="Add a card"
      look="plain"
      small
      entries={kinds.map(({ template, kind }) => ({
        type: 'act',
        label: kind.title,
        icon: (
          <span data-side={kind.side} className={styles['kindIcon']}>
            <KindMark kind={kind} />
          </span>
        ),
        onSelect: () => add(template, kind),
      }))}
    >
      <Plus aria-hidden />
      <span className={styles['wideOnly']}>Card</span>
    </MenuButton>
  )
}
