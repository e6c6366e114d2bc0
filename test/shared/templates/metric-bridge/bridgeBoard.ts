import type { CardFields } from '../../../../shared/templates/field.ts'
import { metricBridge } from '../../../../shared/templates/metric-bridge/metricBridge.ts'
import {
  readMetricBridge,
  type MetricBridgeModel,
} from '../../../../shared/templates/metric-bridge/metricBridgeModel.ts'
import { BoardBuilder } from '../BoardBuilder.ts'

/** A metric of which nothing is missing. */
export const WHOLE: CardFields = { name: 'Clicks', definition: 'Clicks a visit', owner: 'Mira', target: '3 %' }

/** A metric bridge put together by hand. */
export class BridgeBoard extends BoardBuilder {
  constructor() {
    super(metricBridge)
  }

  /** A metric on the page, of product's side. */
  product(fields: CardFields = {}): string {
    return this.card('metric', { side: 'product', ...fields }, { zone: null })
  }

  /** A metric on the page, of the model's side. */
  modelMetric(fields: CardFields = {}): string {
    return this.card('metric', { side: 'model', ...fields }, { zone: null })
  }

  /** A bridge from one metric to another. */
  bridge(from: string, to: string, fields: CardFields = {}): string {
    const id = this.card('bridge', fields)
    this.link(from, id).link(id, to)
    return id
  }

  get reading(): MetricBridgeModel {
    return readMetricBridge(this.model)
  }

  /** The messages of one rule, with the cards they point at. */
  found(rule: string): { message: string; cards: readonly string[] }[] {
    const findings = this.read().findings.filter((finding) => finding.rule === rule)
    return findings.map(({ message, cards }) => ({ message, cards }))
  }
}
