import { Group2d, Rectangle2d, type Vec } from '@tldraw/tldraw'
import { ZONE_HEADER } from '../../../shared/board/layout.ts'

/**
 * A zone is taken by its header and its edge only: inside, the pointer selects, draws and brushes as on the page.
 */
export class ZoneGeometry extends Group2d {
  readonly #edge: Rectangle2d

  constructor(width: number, height: number) {
    const edge = new Rectangle2d({ width, height, isFilled: false })
    const header = new Rectangle2d({ width, height: Math.min(ZONE_HEADER, height), isFilled: true })
    super({ children: [edge, header] })
    this.#edge = edge
  }

  /** The outline alone: what is inside and what is not is measured against these. */
  override getVertices(): Vec[] {
    return this.#edge.getVertices()
  }
}
