import { DefaultFontStyle, DefaultSizeStyle, type Editor } from '@tldraw/tldraw'
import { attachEditor } from '../../board/attachEditor.ts'
import { mayNow } from '../may.ts'
import { markSpecks } from '../cards/detail.ts'
import { readOnDoubleClick } from '../cards/readOnDoubleClick.ts'
import { listenToClipboard } from '../clipboard/boardClipboard.ts'
import { keepThumbnail } from '../export/keepThumbnail.ts'
import { offerTables } from '../import/offerTables.ts'
import { watchReadings } from '../panel/watchReadings.ts'
import { enterOnlyOpenTexts } from '../people/enterOnlyOpenTexts.ts'
import { keepFilter } from '../filter/keepFilter.ts'
import { showOthers } from '../people/showOthers.ts'
import { tellOthers } from '../people/tellOthers.ts'
import { drawPicturesOnPaper } from '../theme/pictureGround.ts'
import { keepBoardRules } from '../zones/boardRules.ts'
import { beginWithTouch } from '../zones/touchSize.ts'
import { hitNearby } from '../view/hitNearby.ts'
import { hoverAtRest } from '../view/hoverAtRest.ts'
import { measureAtOnce } from '../view/measureAtOnce.ts'
import { moveAsDrawn } from '../view/moveAsDrawn.ts'
import { limitExternalContent } from './externalContent.ts'
import { keepCamera } from './keepCamera.ts'
import type { OpenScene } from './openScene.ts'

/** Everything that lives as long as a board's editor does. Returns the function that ends it. */
export function mountBoard(editor: Editor, { binding, scene, reach, mode }: OpenScene): () => void {
  limitExternalContent(editor)
  drawPicturesOnPaper()
  beginWithTouch(editor)
  // Legible from the back of a room, and as small as cards are.
  editor.setStyleForNextShapes(DefaultFontStyle, 'sans')
  editor.setStyleForNextShapes(DefaultSizeStyle, 's')
  const { link, role } = scene.connection
  const tellReach = () => reach.set(link.get().state === 'online' ? 'online' : 'offline')
  const tellRole = () => {
    const now = role.get()
    scene.role.set(now)
    mode.set(mayNow(now, 'board.edit') ? 'readwrite' : 'readonly')
  }
  tellReach()
  tellRole()
  const stops = [
    attachEditor(editor, binding),
    hitNearby(editor),
    hoverAtRest(editor),
    measureAtOnce(editor),
    moveAsDrawn(editor),
    markSpecks(editor),
    keepBoardRules(editor),
    enterOnlyOpenTexts(editor),
    readOnDoubleClick(editor),
    keepCamera(editor),
    keepFilter(editor),
    watchReadings(editor),
    showOthers(editor, () => Date.now()),
    tellOthers(editor),
    listenToClipboard(editor),
    offerTables(editor),
    keepThumbnail(editor),
    link.subscribe(tellReach),
    role.subscribe(tellRole),
  ]
  return () => {
    for (const stop of stops.toReversed()) stop()
  }
}
