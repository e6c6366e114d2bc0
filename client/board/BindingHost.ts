/** Shape id → the groups that stay as the user has them. A shape that is held is not taken away either. */
export type HeldShapes = ReadonlyMap<string, readonly string[]>

export const NONE_HELD: HeldShapes = new Map()

/** What the binding asks of the editor that shows its store. */
export interface BindingHost {
  /** The shapes that the user has in hand, with the groups (`place`, `size`) that are theirs until they let go. */
  held(): HeldShapes
  /** Whether a shape that others move is to be drawn on its way as well. */
  glides(id: string): boolean
  /** Called before pages go, so that nobody is left looking at a page that is not there. */
  beforePagesGo(ids: readonly string[]): void
}

/** A store that no editor shows. */
export const NO_HOST: BindingHost = { held: () => NONE_HELD, glides: () => false, beforePagesGo: () => undefined }
