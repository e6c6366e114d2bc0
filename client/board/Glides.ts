import type { TLRecord, TLShape } from '@tldraw/tlschema'
import { jsonEqual } from '../../shared/board/equal.ts'

/** A little longer than the time between two commits of a gesture, so that what others drag does not stutter. */
const GLIDE_MS = 80
/** A glide begins with a step, not with a frame in which nothing moves. */
const FIRST_STEP_MS = 16
/** What moves less than this, in canvas px, need not be drawn in between. */
const LEAST_PX = 2

interface Glide {
  readonly from: { x: number; y: number }
  readonly to: { x: number; y: number }
  readonly startedAt: number
}

/** Draws what lies between two places of a shape that others move: its positions come twenty times a second. */
export class Glides {
  readonly #glides = new Map<string, Glide>()

  /**
   * The record to show now on the way from where it is to where it is to be; the latter itself once it has arrived, or
   * where more than its place has changed.
   */
  step(current: TLRecord, next: TLRecord, now: number): TLRecord {
    if (current.typeName !== 'shape' || next.typeName !== 'shape' || !hasOnlyMoved(current, next)) {
      this.end(next.id)
      return next
    }
    const { x, y } = next
    let glide = this.#glides.get(next.id)
    if (glide === undefined || glide.to.x !== x || glide.to.y !== y) {
      glide = { from: { x: current.x, y: current.y }, to: { x, y }, startedAt: now - FIRST_STEP_MS }
      this.#glides.set(next.id, glide)
    }
    const done = (now - glide.startedAt) / GLIDE_MS
    if (done >= 1) {
      this.end(next.id)
      return next
    }
    return { ...next, x: glide.from.x + (x - glide.from.x) * done, y: glide.from.y + (y - glide.from.y) * done }
  }

  /** It is where it is to be, however it came there. */
  end(id: string): void {
    this.#glides.delete(id)
  }
}

function hasOnlyMoved(current: TLShape, next: TLShape): boolean {
  const distance = Math.hypot(next.x - current.x, next.y - current.y)
  return distance >= LEAST_PX && jsonEqual({ ...next, x: current.x, y: current.y }, current)
}
