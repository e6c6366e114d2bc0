import {
  Arc2d,
  ArrowShapeUtil,
  Edge2d,
  getArrowInfo,
  Group2d,
  Polyline2d,
  Vec,
  type Geometry2d,
  type SvgExportContext,
  type TLArrowShape,
} from '@tldraw/tldraw'
import { editingShape } from '../view/editingShape.ts'
import { isFreeToWrite } from '../people/isFreeToWrite.ts'

/**
 * tldraw's arrow, drawn below everything but the ground of zones: a link runs behind the cards that it passes, so that
 * they stay legible. Its label is open to one writer at a time.
 */
export class LinkArrowUtil extends ArrowShapeUtil {
  override canEdit(shape?: TLArrowShape): boolean {
    return isFreeToWrite(this.editor, shape)
  }

  /**
   * As tldraw has it. But there the geometry of every arrow asks which shape is edited, and so all of them are looked
   * at again whenever the pointer passes over something; a link without a label need not.
   */
  override getGeometry(shape: TLArrowShape): Group2d {
    if (shape.props.text.trim() !== '' || editingShape(this.editor) === shape.id) return super.getGeometry(shape)
    return new Group2d({ children: [this.#body(shape)] })
  }

  #body(shape: TLArrowShape): Geometry2d {
    const info = getArrowInfo(this.editor, shape)
    if (info?.type === 'elbow') return new Polyline2d({ points: info.route.points })
    const [start, end] = [
      Vec.From(info?.start.point ?? shape.props.start),
      Vec.From(info?.end.point ?? shape.props.end),
    ]
    if (info?.type !== 'arc') return new Edge2d({ start, end })
    const { sweepFlag, largeArcFlag } = info.bodyArc
    return new Arc2d({ center: Vec.From(info.handleArc.center), start, end, sweepFlag, largeArcFlag })
  }

  /** On the canvas the stylesheet does this (theme/tldraw.css); in pictures the background is a layer of its own. */
  override toSvg() {
    return null as never
  }

  override toBackgroundSvg(shape: TLArrowShape, context: SvgExportContext) {
    return super.toSvg(shape, context)
  }
}
