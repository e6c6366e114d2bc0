import {
  BaseBoxShapeUtil,
  HTMLContainer,
  resizeBox,
  type Geometry2d,
  type SvgExportContext,
  type TLDragShapesOutInfo,
  type TLDropShapesOverInfo,
  type TLFontFace,
  type TLResizeInfo,
  type TLShape,
} from '@tldraw/tldraw'
import { CARD_WIDTH, ZONE_FOOTER, ZONE_HEADER, ZONE_PADDING } from '../../../shared/board/layout.ts'
import { isZone, zoneProps, type ZoneShape } from '../../../shared/board/schema.ts'
import { CARD_FONT_FACES } from '../cards/cardFont.ts'
import { exportPalette } from '../theme/exportPalette.ts'
import { acceptedBy, cardsOfZone, contentSize, orderWhereHeld, placeCards, takePreset } from './zoneCards.ts'
import { ZoneGeometry } from './ZoneGeometry.ts'
import { ZoneSvg } from './ZoneSvg.tsx'
import { zoneText } from './zoneText.ts'
import { ZoneGround, ZoneView } from './ZoneView.tsx'

const MIN_WIDTH = CARD_WIDTH + 2 * ZONE_PADDING
const MIN_HEIGHT = ZONE_HEADER + ZONE_FOOTER

/** A zone: a titled region that takes certain kinds of card and keeps them in order. */
export class ZoneShapeUtil extends BaseBoxShapeUtil<ZoneShape> {
  static override type = 'zone' as const
  static override props = zoneProps

  override getDefaultProps(): ZoneShape['props'] {
    return { w: 560, h: 480, template: '', zone: '', title: '' }
  }

  override getGeometry(shape: ZoneShape): Geometry2d {
    return new ZoneGeometry(shape.props.w, shape.props.h)
  }

  override canEdit(): boolean {
    return true
  }

  /** A link leads from card to card; over a zone's ground an arrow stays free. */
  override canBind(): boolean {
    return false
  }

  override canResizeChildren(): boolean {
    return false
  }

  override hideRotateHandle(): boolean {
    return true
  }

  /** Cards come in by being dropped or added, where their kind is known; nothing falls in by itself. */
  override canReceiveNewChildrenOfType(): boolean {
    return false
  }

  override getText(shape: ZoneShape): string {
    return zoneText(shape).title
  }

  override getAriaDescriptor(shape: ZoneShape): string {
    const count = cardsOfZone(this.editor, shape.id).length
    return `Zone: ${zoneText(shape).title}, ${count} ${count === 1 ? 'card' : 'cards'}`
  }

  override getFontFaces(): TLFontFace[] {
    return CARD_FONT_FACES
  }

  override component(shape: ZoneShape) {
    return (
      <HTMLContainer>
        <ZoneView shape={shape} />
      </HTMLContainer>
    )
  }

  backgroundComponent(shape: ZoneShape) {
    return (
      <HTMLContainer>
        <ZoneGround shape={shape} />
      </HTMLContainer>
    )
  }

  override indicator(shape: ZoneShape) {
    return <rect width={shape.props.w} height={shape.props.h} rx={6} />
  }

  /** The ground is all there is in a picture; what stands in a zone lies over it. */
  override toBackgroundSvg(shape: ZoneShape, context: SvgExportContext) {
    return <ZoneSvg shape={shape} palette={exportPalette(context.isDarkMode)} />
  }

  /**
   * A zone that is made narrower or wider is as high as its cards then need, if they were what made it high; its layout
   * has the same answer, and so nobody writes it down.
   */
  override onResize(shape: ZoneShape, info: TLResizeInfo<ZoneShape>) {
    const resized = resizeBox(shape, info, { minWidth: MIN_WIDTH, minHeight: MIN_HEIGHT })
    if (info.handle !== 'left' && info.handle !== 'right') return resized
    const before = contentSize(this.editor, shape, info.initialShape.props.w).h
    const own = info.initialShape.props.h > before ? info.initialShape.props.h : 0
    const needed = contentSize(this.editor, shape, resized.props.w)
    return {
      ...resized,
      props: { ...resized.props, w: Math.max(resized.props.w, needed.w), h: Math.max(own, needed.h, MIN_HEIGHT) },
    }
  }

  override onDragShapesIn(zone: ZoneShape, shapes: TLShape[]): void {
    const cards = acceptedBy(zone, shapes)
    const incoming = cards.filter(({ parentId }) => parentId !== zone.id)
    if (incoming.length > 0) {
      this.editor.reparentShapes(
        incoming.map(({ id }) => id),
        zone.id,
      )
    }
    orderWhereHeld(this.editor, zone, cards)
  }

  override onDragShapesOver(zone: ZoneShape, shapes: TLShape[]): void {
    orderWhereHeld(
      this.editor,
      zone,
      acceptedBy(zone, shapes).filter(({ parentId }) => parentId === zone.id),
    )
  }

  override onDragShapesOut(zone: ZoneShape, shapes: TLShape[], info: TLDragShapesOutInfo): void {
    const next = info.nextDraggingOverShapeId === null ? undefined : this.editor.getShape(info.nextDraggingOverShapeId)
    const taken = isZone(next) ? new Set(acceptedBy(next, shapes).map(({ id }) => id)) : new Set()
    const leaving = shapes.filter(({ id, parentId }) => parentId === zone.id && !taken.has(id as ZoneShape['id']))
    if (leaving.length === 0) return
    this.editor.reparentShapes(
      leaving.map(({ id }) => id),
      this.editor.getCurrentPageId(),
    )
  }

  override onDropShapesOver(zone: ZoneShape, shapes: TLShape[], info: TLDropShapesOverInfo): void {
    const fresh = this.editor.getShape(zone.id)
    if (!isZone(fresh)) return
    // tldraw looks at a drag every 60 ms or so, and not once more when it ends: a quick hand has moved on since.
    const dropped = acceptedBy(fresh, shapes).filter(({ id }) => this.editor.getShape(id)?.parentId === zone.id)
    orderWhereHeld(this.editor, fresh, dropped)
    takePreset(
      this.editor,
      fresh,
      dropped.filter(({ id }) => info.initialParentIds.get(id) !== fresh.id),
    )
    placeCards(this.editor, fresh)
  }
}
