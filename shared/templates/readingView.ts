import type { Side } from './kind.ts'

/**
 * How a reading is shown, described so that one panel and one renderer a format draw every template. A section
 * whose `detail` is set repeats what stands above in full and may start folded.
 */
export interface ReadingView {
  readonly sections: readonly Section[]
}

export type Section = TableSection | ListSection | FactsSection | GraphSection

interface SectionBase<Type extends string> {
  readonly type: Type
  /** Unique within the view. */
  readonly id: string
  readonly title: string
  /** The sentence that stands there while the section is empty. */
  readonly empty: string
  readonly detail: boolean
}

/** Some text and the cards it comes from; clicking it goes there. */
export interface Piece {
  readonly text: string
  readonly cards: readonly string[]
  /**
   * Where it shows nothing but one field of one card: that field's id, so that it can be edited in its place. It stands
   * once in a table. The text of an empty field may be empty too.
   */
  readonly field?: string
}

/** What stands in one cell of a table: nothing, one piece, or several, one below the other. */
export type Cell = readonly Piece[]

export interface Column {
  readonly id: string
  readonly title: string
  readonly side: Side | null
}

export interface RowGroup {
  readonly id: string
  readonly title: string
  /** As many cells a row as the table has columns. */
  readonly rows: readonly (readonly Cell[])[]
}

/** A table; rows come in groups that share its columns. Groups without rows need not be shown. */
export interface TableSection extends SectionBase<'table'> {
  readonly columns: readonly Column[]
  readonly groups: readonly RowGroup[]
}

export interface ListItem extends Piece {
  /** What is said about it more quietly: an owner, a date. Empty for nothing. */
  readonly note: string
}

export interface ListSection extends SectionBase<'list'> {
  readonly items: readonly ListItem[]
}

export interface Fact {
  readonly label: string
  readonly value: Piece
}

export interface FactsSection extends SectionBase<'facts'> {
  readonly facts: readonly Fact[]
}

/** How sure an edge of a graph is: drawn dashed, thin and solid. */
export type Strength = 'assumed' | 'correlated' | 'tested'

export interface GraphNode {
  /** Unique within the graph. */
  readonly id: string
  readonly side: Side
  readonly label: Piece
}

export interface GraphEdge {
  /** Ids of nodes. */
  readonly from: string
  readonly to: string
  readonly strength: Strength
  readonly label: Piece
}

/** Two sides and what joins them: product on the left, AI on the right. */
export interface GraphSection extends SectionBase<'graph'> {
  readonly nodes: readonly GraphNode[]
  readonly edges: readonly GraphEdge[]
}
