import { stopEventPropagation } from '@tldraw/tldraw'

/** For what lies over the canvas and takes presses: they do not reach the canvas below as well. */
export const PRESSES_KEPT = {
  onPointerDown: stopEventPropagation,
  onPointerUp: stopEventPropagation,
  onTouchStart: stopEventPropagation,
  onTouchEnd: stopEventPropagation,
  onDoubleClick: stopEventPropagation,
}

/** For what is worked in over the canvas, such as a form: nor do the wheel, a menu of its own and letters let go. */
export const EVENTS_KEPT = {
  ...PRESSES_KEPT,
  onWheel: stopEventPropagation,
  onContextMenu: stopEventPropagation,
  onKeyUp: stopEventPropagation,
}
