import type { Editor, TLShape, TLShapeId } from '@tldraw/tldraw'

/** Some shapes in the order in which they lie over each other, the lowest first, without a look at all the others. */
export function inOrder(editor: Editor, ids: Iterable<TLShapeId>): TLShape[] {
  const lines = [...ids].map((id) => lineOf(editor, id)).filter((line) => line.length > 0)
  return lines.sort((a, b) => byLine(editor, a, b)).flatMap((line) => line.at(-1) ?? [])
}

/** A shape with those it lies in, the outermost first. */
function lineOf(editor: Editor, id: TLShapeId): TLShape[] {
  const line: TLShape[] = []
  for (let shape = editor.getShape(id); shape !== undefined; shape = editor.getShapeParent(shape)) line.unshift(shape)
  return line
}

function byLine(editor: Editor, a: readonly TLShape[], b: readonly TLShape[]): number {
  for (const [at, one] of a.entries()) {
    const other = b[at]
    // What lies in something lies over it.
    if (other === undefined) return 1
    if (one.id === other.id) continue
    if (one.index !== other.index) return one.index < other.index ? -1 : 1
    const siblings = editor.getSortedChildIdsForParent(one.parentId)
    return siblings.indexOf(one.id) - siblings.indexOf(other.id)
  }
  return a.length - b.length
}
