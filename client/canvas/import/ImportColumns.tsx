import { CELLS, holdsLists, LEAVE, nameOfUse, rowUse, useOf as columnUse } from '../../../shared/import/guessMapping.ts'
import { columnName, type ImportTable } from '../../../shared/import/importTable.ts'
import { hasCells, rowFieldsOf, rowKindOf, type ColumnUse, type ImportMapping } from '../../../shared/import/mapping.ts'
import { isImportable } from '../../../shared/import/readCell.ts'
import { firstWords } from '../../../shared/templates/cardTitle.ts'
import type { Template } from '../../../shared/templates/template.ts'
import { CheckField } from '../../ui/CheckField.tsx'
import { classNames } from '../../ui/classNames.ts'
import fieldStyles from '../../ui/TextField.module.css'
import styles from './ImportDialog.module.css'

const SAMPLE_LENGTH = 60

/** What each column of the table becomes, to be changed column by column. */
export function ImportColumns({
  template,
  table,
  mapping,
  onChange,
}: {
  template: Template
  table: ImportTable
  mapping: ImportMapping
  onChange(columns: readonly ColumnUse[]): void
}) {
  const { kind, columns } = mapping
  const ofRow = rowFieldsOf(template, kind)
  const change = (column: number, use: ColumnUse) => {
    onChange(
      columns.map((other, at) => {
        if (at === column) return use
        // A field has one column: whoever gives it to another one takes it from the first.
        const isTaken = (use.type === 'field' || use.type === 'row') && nameOfUse(other) === nameOfUse(use)
        return isTaken ? { type: 'leave' } : other
      }),
    )
  }
  return (
    <table className={styles['columns']}>
      <caption className={styles['heading']}>What each column becomes</caption>
      <thead>
        <tr>
          <th scope="col">Column</th>
          <th scope="col">For example</th>
          <th scope="col">Becomes</th>
        </tr>
      </thead>
      <tbody>
        {columns.map((use, column) => {
          const name = columnName(table, column)
          return (
            <tr key={column}>
              <th scope="row">{firstWords(name, SAMPLE_LENGTH)}</th>
              <td className={styles['sample']}>{sampleOf(table, column)}</td>
              <td>
                <select
                  aria-label={`${name} becomes`}
                  className={classNames(fieldStyles['input'], fieldStyles['select'])}
                  value={nameOfUse(use)}
                  onChange={(event) => change(column, columnUse(kind, table, column, event.target.value))}
                >
                  <option value={LEAVE}>Left out</option>
                  {hasCells(template, kind) && <option value={CELLS}>A column of the board’s table</option>}
                  {kind.fields.filter(isImportable).map(({ id, title }) => (
                    <option key={id} value={id}>
                      {title}
                    </option>
                  ))}
                  {ofRow.length > 0 && (
                    <optgroup label={`Of the whole row: ${rowKindOf(template, kind)?.title ?? ''}`}>
                      {ofRow.map(({ id, title }) => (
                        <option key={id} value={rowUse(id)}>
                          {title}
                        </option>
                      ))}
                    </optgroup>
                  )}
                </select>
                {(use.type === 'cells' || (use.type === 'field' && use.field === kind.lead)) &&
                  holdsLists(table, column) && (
                    <CheckField
                      label="A card for each entry between semicolons"
                      checked={use.isList}
                      onChange={(isList) => change(column, { ...use, isList })}
                    />
                  )}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** What stands first in a column. */
function sampleOf({ rows }: ImportTable, column: number): string {
  return firstWords(rows.find((row) => row[column]?.trim())?.[column] ?? '', SAMPLE_LENGTH)
}
