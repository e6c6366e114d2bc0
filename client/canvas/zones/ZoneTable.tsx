import { Plus } from 'lucide-react'
import { stopEventPropagation, useEditor, useValue } from '@tldraw/tldraw'
import { CARD_WIDTH, ZONE_GAP } from '../../../shared/board/layout.ts'
import type { FieldValue, ZoneShape } from '../../../shared/board/schema.ts'
import { CELL_FOOT, cellFields, tableOf } from '../../../shared/board/tableLayout.ts'
import { laidOut } from '../../../shared/board/zones.ts'
import { cardTitle } from '../../../shared/templates/cardTitle.ts'
import { findKind } from '../../../shared/templates/index.ts'
import type { KindDefinition } from '../../../shared/templates/kind.ts'
import type { TableLayout } from '../../../shared/templates/template.ts'
import { isFar } from '../cards/detail.ts'
import { useMay } from '../may.ts'
import { addCard } from './addCard.ts'
import { cardsOfZone } from './zoneCards.ts'
import { zoneText } from './zoneText.ts'
import styles from './ZoneTable.module.css'

/** The lines of a zone that is a table, and a button in each of its cells. */
export function ZoneTable({ shape, layout }: { shape: ZoneShape; layout: TableLayout }) {
  const editor = useEditor()
  const far = useValue('far', () => isFar(editor), [editor])
  const mayEdit = useMay('board.edit')
  const table = useValue(
    'table',
    () => {
      const cards = cardsOfZone(editor, shape.id)
      const titles = new Map(
        cards.map(({ id, props }) => [id as string, cardTitle(findKind(props.template, props.kind), props.fields)]),
      )
      return { ...tableOf(layout, cards.map(laidOut)), titles }
    },
    [editor, shape.id, layout],
  )
  const { columns, rows, top, foot, width } = table.grid
  const kinds = zoneText(shape).kinds
  const kindsIn = (column: string | null): readonly KindDefinition[] =>
    kinds.filter(({ id }) =>
      column === null
        ? id === layout.beside?.kind
        : ![layout.rows.kind, layout.columns.kind, layout.beside?.kind].includes(id),
    )
  return (
    <div className={styles['table']}>
      {layout.beside !== null && (
        <div
          className={styles['beside']}
          style={{ left: columns.at(-1)?.x, top: top - ZONE_GAP / 2, width: CARD_WIDTH }}
        >
          {layout.beside.title}
        </div>
      )}
      {columns.map(({ id, x }) => (
        <div
          key={id}
          className={styles['line']}
          data-beside={id === null || undefined}
          style={{ left: x - ZONE_GAP / 2, top, height: Math.max(0, foot - top - ZONE_GAP) }}
        />
      ))}
      {rows.map(({ id, y }) => (
        <div key={id} className={styles['rule']} style={{ top: y - ZONE_GAP / 2, width: width - ZONE_GAP }} />
      ))}
      {!far &&
        mayEdit &&
        rows.flatMap((row) =>
          columns.map((column) => {
            const cell = { row: row.id, column: column.id }
            const where = [row.id, column.id].flatMap((id) => (id === null ? [] : (table.titles.get(id) ?? [])))
            return (
              <div
                key={`${row.id} ${column.id}`}
                className={styles['cell']}
                style={{ left: column.x, top: row.y + row.h - CELL_FOOT, width: CARD_WIDTH, height: CELL_FOOT }}
              >
                {kindsIn(column.id).map((kind) => (
                  <button
                    key={kind.id}
                    type="button"
                    className={styles['add']}
                    aria-label={`Add ${kind.title} to ${where.join(', ')}`}
                    onPointerDown={stopEventPropagation}
                    onPointerUp={stopEventPropagation}
                    onTouchStart={stopEventPropagation}
                    onTouchEnd={stopEventPropagation}
                    onDoubleClick={stopEventPropagation}
                    onClick={(event) => {
                      event.stopPropagation()
                      addCard(editor, shape, kind, cellFields(layout, cell) as Record<string, FieldValue>)
                    }}
                  >
                    <Plus size={16} aria-hidden />
                    {kind.title}
                  </button>
                ))}
              </div>
            )
          }),
        )}
    </div>
  )
}
