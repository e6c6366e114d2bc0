import type { WorkshopStep } from '../template.ts'

/** How an hour and a half at the bridge goes. */
export const steps: readonly WorkshopStep[] = [
  {
    id: 'list',
    title: 'List, both sides apart',
    prompt: 'Fifteen quiet minutes: each side writes what it measures, with a definition, an owner and a target.',
    checks: ['metric-without-owner-definition-or-target', 'one-name-with-two-definitions'],
  },
  {
    id: 'translate',
    title: 'Translate',
    prompt: 'Draw an arrow from metric to metric, and say in plain words what the one does to the other.',
    checks: [
      'metric-without-bridge',
      'bridge-without-two-metrics',
      'bridge-only-assumed',
      'model-metric-without-product-metric',
      'usage-metric-alone',
    ],
  },
  {
    id: 'pair',
    title: 'Pair leading with lagging',
    prompt: 'For each early sign, name the late result it stands for; for each result, what shows it early.',
    checks: ['leading-and-lagging-apart'],
  },
  {
    id: 'guardrails',
    title: 'Set guardrails',
    prompt: 'Say at which value you would stop and talk, and what is watched for as long as it runs.',
    checks: ['target-without-guardrail', 'fairness-metric-measured-once'],
  },
  {
    id: 'sign',
    title: 'Sign',
    prompt: 'Write what both sides will call success, read it aloud, and sign what you can stand behind.',
    checks: ['no-success-line', 'success-not-signed-by-both'],
  },
]
