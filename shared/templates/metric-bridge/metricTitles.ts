import { cardTitle } from '../cardTitle.ts'
import { metric, type Metric } from './kinds.ts'

/** A row calls a metric by so many characters at most; the whole text stands once, with the card. */
const TITLE_LENGTH = 160

/** What metrics are called, by their ids. */
export type MetricTitles = ReadonlyMap<string, string>

export function metricTitles(metrics: readonly Metric[]): MetricTitles {
  return new Map(metrics.map(({ id, fields }) => [id, cardTitle(metric, fields, TITLE_LENGTH)]))
}
