import { ArrowShapeUtil, type SvgExportContext, type TLArrowShape } from '@tldraw/tldraw'
import { isFreeToWrite } from '../people/isFreeToWrite.ts'

/**
 * tldraw's arrow, drawn below everything but the ground of zones: a link runs behind the cards that it passes, so that
 * they stay legible. Its label is open to one writer at a time.
 */
export class LinkArrowUtil extends ArrowShapeUtil {
  override canEdit(shape?: TLArrowShape): boolean {
    return isFreeToWrite(this.editor, shape)
  }

  /** On the canvas the stylesheet does this (theme/tldraw.css); in pictures the background is a layer of its own. */
  override toSvg() {
    return null as never
  }

  override toBackgroundSvg(shape: TLArrowShape, context: SvgExportContext) {
    return super.toSvg(shape, context)
  }
}
