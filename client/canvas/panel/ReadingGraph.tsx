import { useEditor } from '@tldraw/tldraw'
import type { GraphEdge, GraphNode, GraphSection } from '../../../shared/templates/readingView.ts'
import { showCards } from './showCards.ts'
import styles from './ReadingGraph.module.css'

/** One node and the gap below it, in px: three lines of a name. Widths are shares of the panel's. */
const ROW = 60
const NODE_HEIGHT = 52
const WIDTH = 640
const NODE_WIDTH = 256
const BEND = 72

interface Placed extends GraphNode {
  readonly x: number
  readonly y: number
}

/** Two sides and what joins them: how sure each join is shows in how its line is drawn, and in words beside it. */
export function ReadingGraph({ section: { title, nodes, edges } }: { section: GraphSection }) {
  const placed = place(nodes, edges)
  const height = Math.max(...[...placed.values()].map(({ y }) => y)) + ROW
  return (
    <div className={styles['graph']} role="group" aria-label={title}>
      <svg
        viewBox={`0 0 ${WIDTH} ${height}`}
        preserveAspectRatio="none"
        aria-hidden
        className={styles['lines']}
        style={{ height }}
      >
        {edges.map((edge) => {
          const [from, to] = [placed.get(edge.from), placed.get(edge.to)]
          if (from === undefined || to === undefined) return null
          return (
            <path
              key={`${edge.from} ${edge.to} ${edge.label.cards.join(' ')}`}
              d={line(from, to)}
              className={styles['edge']}
              data-strength={edge.strength}
            />
          )
        })}
      </svg>
      <ul className={styles['nodes']} style={{ height }}>
        {[...placed.values()].map((node) => (
          <li
            key={node.id}
            data-side={node.side}
            style={{
              left: `${(100 * node.x) / WIDTH}%`,
              top: node.y,
              width: `${(100 * NODE_WIDTH) / WIDTH}%`,
              height: NODE_HEIGHT,
            }}
          >
            <Label label={node.label} className={styles['node']} />
          </li>
        ))}
      </ul>
      {edges.length > 0 && (
        <ul className={styles['words']}>
          {edges.map((edge) => (
            <li key={`${edge.from} ${edge.to} ${edge.label.cards.join(' ')}`}>
              <Label
                className={styles['word']}
                label={{
                  text: `${textOf(placed, edge.from)} → ${textOf(placed, edge.to)}`,
                  cards: edge.label.cards,
                }}
              />
              <span className={styles['strength']}>{edge.strength}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function Label({ label: { text, cards }, className }: { label: GraphNode['label']; className: string | undefined }) {
  const editor = useEditor()
  return (
    <button type="button" className={className} title={text} onClick={() => showCards(editor, cards)}>
      <span>{text}</span>
    </button>
  )
}

/** Each side in a column of its own; the right one in the order of what it is joined with, so that few lines cross. */
function place(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): ReadonlyMap<string, Placed> {
  const left = nodes.filter(({ side }) => side === 'product')
  const rank = new Map(left.map(({ id }, at) => [id, at]))
  const mean = ({ id }: GraphNode): number => {
    const others = edges
      .flatMap(({ from, to }) => (from === id ? [to] : to === id ? [from] : []))
      .flatMap((other) => rank.get(other) ?? [])
    return others.length === 0 ? left.length : others.reduce((sum, at) => sum + at, 0) / others.length
  }
  const right = nodes.filter(({ side }) => side !== 'product').toSorted((a, b) => mean(a) - mean(b))
  const column = (side: readonly GraphNode[], x: number): Placed[] =>
    side.map((node, at) => ({ ...node, x, y: at * ROW + (ROW - NODE_HEIGHT) / 2 }))
  return new Map([...column(left, 0), ...column(right, WIDTH - NODE_WIDTH)].map((node) => [node.id, node]))
}

/** From the inner edge of one node to that of the other; within one side a bow into the middle. */
function line(from: Placed, to: Placed): string {
  const innerX = ({ x }: Placed) => (x === 0 ? NODE_WIDTH : x)
  const y = (node: Placed) => node.y + NODE_HEIGHT / 2
  const bend = (node: Placed) => (node.x === 0 ? BEND : -BEND)
  return `M${innerX(from)} ${y(from)}C${innerX(from) + bend(from)} ${y(from)} ${innerX(to) + bend(to)} ${y(to)} ${innerX(to)} ${y(to)}`
}

function textOf(placed: ReadonlyMap<string, Placed>, id: string): string {
  return placed.get(id)?.label.text ?? ''
}
