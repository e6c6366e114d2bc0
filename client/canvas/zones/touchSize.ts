import type { Editor } from '@tldraw/tldraw'
import { settledValue } from '../view/settled.ts'

/** What a finger hits without aiming, in px on the screen. */
const TOUCH_PX = 40

/**
 * Takes a touch screen for one from the beginning: tldraw means to ask the browser as well, but then looks at what is
 * pressed only, so that everything is as small as for a mouse until the first tap.
 */
export function beginWithTouch(editor: Editor): void {
  editor.updateInstanceState({ isCoarsePointer: matchMedia('(pointer: coarse)').matches })
}

/** The least size of what a finger is to hit, in canvas units at this zoom; 0 for whoever points with a mouse. */
export const touchSize = settledValue('touch size', (editor) =>
  editor.getInstanceState().isCoarsePointer ? TOUCH_PX / editor.getZoomLevel() : 0,
)
