/** A card of an example: its template, and its key there. */
export type StoryCard = readonly [template: string, key: string]

/** The examples of several templates on one board, and what joins them. */
export interface Story {
  readonly title: string
  readonly sentence: string
  /** The templates whose examples lie beside each other, from left to right. */
  readonly templates: readonly string[]
  readonly links: readonly { readonly from: StoryCard; readonly to: StoryCard }[]
}

const inDiscovery = (key: string): StoryCard => ['discovery-map', key]
const onWall = (key: string): StoryCard => ['aha-wall', key]
const onBridge = (key: string): StoryCard => ['metric-bridge', key]
const inMatrix = (key: string): StoryCard => ['responsibilities-matrix', key]

/**
 * Every template's example tells of the same online shop. Side by side, a pain point can be followed to the metric that
 * would show it gone and to whoever owns that; two pain points reach no metric, on purpose.
 */
export const story: Story = {
  title: 'All four, one story',
  sentence:
    'An online shop builds its recommendations: what hurt, how it is measured, who does what, and what it learned.',
  templates: ['discovery-map', 'metric-bridge', 'responsibilities-matrix', 'aha-wall'],
  links: [
    { from: inDiscovery('clicks'), to: onBridge('clicks') },
    { from: inDiscovery('already-owned'), to: onBridge('owned') },
    { from: inDiscovery('first-thirty'), to: onBridge('new-products') },
    { from: inDiscovery('fits-visit'), to: onBridge('clicks') },
    { from: inDiscovery('leave-out'), to: onBridge('owned') },
    { from: inDiscovery('events'), to: onBridge('late-events') },
    { from: onBridge('revenue'), to: inMatrix('discovery/Product Manager') },
    { from: onBridge('drift'), to: inMatrix('after-launch/AI Lead') },
    { from: onBridge('wait'), to: inMatrix('build/Engineering') },
    { from: inMatrix('rollout'), to: onBridge('eight-weeks') },
    { from: inMatrix('concept'), to: inDiscovery('leave-out') },
    { from: onWall('kettles'), to: inDiscovery('leave-out') },
    { from: onWall('page-jumps'), to: onBridge('wait') },
    { from: onWall('boots'), to: inDiscovery('same-ten') },
    { from: onWall('consent'), to: inDiscovery('declined') },
    { from: onWall('new-products'), to: onBridge('new-products') },
  ],
}
