import { unsafe__withoutCapture, type Editor } from '@tldraw/tldraw'
import { boardModel } from '../../../shared/board/model.ts'
import { isCard } from '../../../shared/board/schema.ts'
import type { BoardModel } from '../../../shared/templates/boardModel.ts'
import { sceneOf } from '../scene.ts'

/** Whether cards of two templates or more lie on the board. Follows the readings. */
export function hasSeveralTemplates(editor: Editor): boolean {
  if (sceneOf(editor).readings.get().length < 2) return false
  return unsafe__withoutCapture(() => {
    let first: string | null = null
    for (const record of editor.store.allRecords()) {
      if (!isCard(record)) continue
      first ??= record.props.template
      if (record.props.template !== first) return true
    }
    return false
  })
}

/** The board as templates see it. Follows the readings, and so neither drags nor single letters. */
export function tracedModel(editor: Editor): BoardModel {
  sceneOf(editor).readings.get()
  return unsafe__withoutCapture(() =>
    boardModel(new Map(editor.store.allRecords().map((record) => [record.id as string, record]))),
  )
}
