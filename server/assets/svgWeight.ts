/** A tag, a whole attribute value or an end: what sanitised SVG is made of. */
const TAG = /<(\/?)([\w:-]+)((?:"[^"]*"|[^">])*?)(\/?)>/gu
const REFERENCE = /(?:href="#|url\((?:&quot;|['"])?#)([\w:.-]+)/gu
const ID = /\sid="([^"]*)"/u

interface Node {
  children: Node[]
  /** The ids that it refers to. */
  references: string[]
  weight: number | null
}

/**
 * How many elements a browser draws for an SVG: an element that refers to another one draws that again. A few lines
 * in which each `use` refers to ten others come to billions. Circles count once, as browsers draw them.
 *
 * @param svg sanitised: well-formed enough that tags and quotes match
 */
export function svgWeight(svg: string): number {
  const root: Node = { children: [], references: [], weight: null }
  const byId = new Map<string, Node>()
  const open = [root]
  for (const [, closing = '', , attributes = '', empty = ''] of svg.matchAll(TAG)) {
    if (closing !== '') {
      if (open.length > 1) open.pop()
      continue
    }
    const references = [...attributes.matchAll(REFERENCE)].map(([, id = '']) => id)
    const node: Node = { children: [], references, weight: null }
    open.at(-1)?.children.push(node)
    const id = ID.exec(attributes)?.[1]
    if (id !== undefined && !byId.has(id)) byId.set(id, node)
    if (empty === '') open.push(node)
  }
  return weigh(root, byId)
}

/** Further than this references lead from one to the next in no drawing, and reading on would exhaust the stack. */
const DEEPEST = 400

function weigh(node: Node, byId: ReadonlyMap<string, Node>, depth = 0): number {
  if (node.weight !== null) return node.weight
  if (depth > DEEPEST) return Number.POSITIVE_INFINITY
  // While it is being weighed it weighs nothing, so that a circle ends.
  node.weight = 0
  let weight = 1
  for (const child of node.children) weight += weigh(child, byId, depth + 1)
  for (const id of node.references) {
    const target = byId.get(id)
    if (target) weight += weigh(target, byId, depth + 1)
  }
  node.weight = weight
  return weight
}
