import { Plus } from 'lucide-react'
import { stopEventPropagation, useEditor, useValue } from '@tldraw/tldraw'
import type { CSSProperties } from 'react'
import type { ZoneShape } from '../../../shared/board/schema.ts'
import type { KindDefinition } from '../../../shared/templates/kind.ts'
import { isFar } from '../cards/detail.ts'
import { KindMark } from '../cards/KindMark.tsx'
import { useMay } from '../may.ts'
import { zoneLayout } from '../../../shared/board/zones.ts'
import { addCard } from './addCard.ts'
import { ZoneCrowd } from './ZoneCrowd.tsx'
import { footerFit } from './footerFit.ts'
import { ZoneTable } from './ZoneTable.tsx'
import { ZoneTitleField } from './ZoneTitleField.tsx'
import { zoneText } from './zoneText.ts'
import styles from './Zone.module.css'

/** A zone's ground: painted under everything else, so that links run over it and behind the cards. */
export function ZoneGround({ shape }: { shape: ZoneShape }) {
  return <div className={styles['ground']} data-side={zoneText(shape).side} />
}

/**
 * A zone as it lies on the board: title and question above, a button for each kind below, its cards between. As long as
 * there are none, the question fills it.
 */
export function ZoneView({ shape }: { shape: ZoneShape }) {
  const editor = useEditor()
  const far = useValue('far', () => isFar(editor), [editor])
  const isEmpty = useValue('zone is empty', () => editor.getSortedChildIdsForParent(shape.id).length === 0, [
    editor,
    shape.id,
  ])
  const mayEdit = useMay('board.edit')
  const isEditing = useValue('zone is edited', () => editor.getEditingShapeId() === shape.id, [editor, shape.id])
  const { title, prompt, side, kinds } = zoneText(shape)
  const layout = zoneLayout(shape)
  const titles = kinds.map((kind) => kind.title)
  const { show, most } = footerFit(titles, shape.props.w, far)

  return (
    <section className={styles['zone']} aria-label={title} data-side={side} data-far={far || undefined}>
      <header className={styles['header']}>
        <ZoneCrowd shape={shape} />
        {isEditing ? <ZoneTitleField shape={shape} title={title} /> : <h3 className={styles['title']}>{title}</h3>}
        {!isEmpty && <p className={styles['prompt']}>{prompt}</p>}
      </header>
      {isEmpty && <p className={styles['question']}>{prompt}</p>}
      {layout.type === 'table' && <ZoneTable shape={shape} layout={layout} />}
      <footer className={styles['footer']} data-show={show} style={{ '--most': `${most}px` } as CSSProperties}>
        {mayEdit &&
          kinds.map((kind) => <AddButton key={kind.id} kind={kind} onAdd={() => addCard(editor, shape, kind)} />)}
      </footer>
    </section>
  )
}

function AddButton({ kind, onAdd }: { kind: KindDefinition; onAdd(): void }) {
  return (
    <button
      type="button"
      className={styles['add']}
      aria-label={`Add ${kind.title}`}
      title={`Add ${kind.title}`}
      onPointerDown={stopEventPropagation}
      onPointerUp={stopEventPropagation}
      onTouchStart={stopEventPropagation}
      onTouchEnd={stopEventPropagation}
      onDoubleClick={stopEventPropagation}
      onClick={(event) => {
        event.stopPropagation()
        onAdd()
      }}
    >
      <Plus size={16} aria-hidden className={styles['addPlus']} />
      <span className={styles['addMark']}>
        <KindMark kind={kind} />
      </span>
      <span className={styles['addWord']}>{kind.title}</span>
    </button>
  )
}
