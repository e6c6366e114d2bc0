import type { Check } from '../template.ts'
import { joinChecks } from './joinChecks.ts'
import { metricChecks } from './metricChecks.ts'
import type { MetricBridgeModel } from './metricBridgeModel.ts'
import { successChecks } from './successChecks.ts'

/** What the bridge asks of itself, in the order in which a facilitator would raise it. */
export const checks: readonly Check<MetricBridgeModel>[] = [
  metricChecks.incomplete,
  metricChecks.twoDefinitions,
  joinChecks.metricWithoutBridge,
  joinChecks.bridgeWithoutTwoMetrics,
  joinChecks.onlyAssumed,
  joinChecks.modelWithoutProduct,
  joinChecks.usageAlone,
  joinChecks.leadingAndLagging,
  metricChecks.targetWithoutGuardrail,
  metricChecks.fairnessOnce,
  successChecks.noSuccessLine,
  successChecks.notSignedByBoth,
]
