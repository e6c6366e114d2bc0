/** A kind of card, by its template: ids of kinds are unique within a template only. */
export interface KindRef {
  readonly template: string
  readonly kind: string
}

/** What an arrow between kinds of two templates means, whichever way it was drawn. */
export interface CrossLink {
  readonly from: KindRef
  readonly to: KindRef
  /** A verb phrase that reads between the two titles: signal "becomes" metric. */
  readonly meaning: string
}

const discovery = (kind: string): KindRef => ({ template: 'discovery-map', kind })
const bridge = (kind: string): KindRef => ({ template: 'metric-bridge', kind })
const matrix = (kind: string): KindRef => ({ template: 'responsibilities-matrix', kind })

/**
 * Links between templates, which no template can declare by itself. A kind that its own template links with any card
 * (a post, an open question) says the same of cards of other templates and needs no line here.
 */
export const crossLinks: readonly CrossLink[] = [
  { from: discovery('intent'), to: bridge('metric'), meaning: 'is measured by' },
  { from: discovery('pain-point'), to: bridge('metric'), meaning: 'is shown by' },
  { from: discovery('signal'), to: bridge('metric'), meaning: 'becomes' },
  { from: discovery('hypothesis'), to: bridge('metric'), meaning: 'is measured by' },
  { from: discovery('data-source'), to: bridge('metric'), meaning: 'feeds' },
  { from: discovery('limit'), to: bridge('metric'), meaning: 'bounds' },
  { from: discovery('intent'), to: matrix('role'), meaning: 'is owned by' },
  { from: discovery('hypothesis'), to: matrix('role'), meaning: 'is owned by' },
  { from: discovery('unknown'), to: matrix('role'), meaning: 'is found out by' },
  { from: discovery('data-source'), to: matrix('role'), meaning: 'is held by' },
  { from: matrix('phase'), to: discovery('hypothesis'), meaning: 'tests' },
  { from: discovery('limit'), to: matrix('phase'), meaning: 'is settled in' },
  { from: bridge('metric'), to: matrix('role'), meaning: 'is owned by' },
  { from: bridge('bridge'), to: matrix('role'), meaning: 'is owned by' },
  { from: matrix('phase'), to: bridge('metric'), meaning: 'watches' },
  { from: matrix('phase'), to: bridge('success'), meaning: 'aims at' },
  { from: matrix('hand-off'), to: bridge('metric'), meaning: 'is judged by' },
]
