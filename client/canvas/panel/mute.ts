import { TLDOCUMENT_ID, type Editor } from '@tldraw/tldraw'
import { muteKey } from '../../../shared/board/mutes.ts'
import { makerOf } from '../zones/addCard.ts'

/** Mutes a check on this board, for everybody, with a reason that they can read. */
export function muteCheck(editor: Editor, template: string, rule: string, reason: string): void {
  const { name: by, today: on } = makerOf(editor)
  editor.markHistoryStoppingPoint('mute check')
  editor.store.update(TLDOCUMENT_ID, (document) => ({
    ...document,
    meta: { ...document.meta, [muteKey(template, rule)]: { reason: reason.trim(), by, on } },
  }))
}

/** Lets a check speak again. */
export function unmuteCheck(editor: Editor, template: string, rule: string): void {
  editor.markHistoryStoppingPoint('unmute check')
  editor.store.update(TLDOCUMENT_ID, (document) => ({
    ...document,
    // A key that is taken away and one that was never there must read alike for everybody.
    meta: { ...document.meta, [muteKey(template, rule)]: null },
  }))
}
