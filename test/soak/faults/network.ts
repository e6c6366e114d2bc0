import { CLOCK_JUMPS_MS } from './process.ts'
import type { Fault } from './fault.ts'
import type { LineMood } from '../BotLine.ts'

function lineFault(
  name: string,
  weight: number,
  mood: LineMood,
  { most, leastMs, mostMs }: { most: number; leastMs: number; mostMs: number },
): Fault {
  return {
    name,
    weight,
    of: 'network',
    endsProcess: false,
    async run({ crew, random, wait }) {
      const bots = random.some(crew.names, random.whole(1, most))
      crew.setLines(bots, mood)
      await wait(random.whole(leastMs, mostMs))
      crew.setLines(bots, { kind: 'open' })
    },
  }
}

export const slowLines = lineFault(
  'slow lines',
  2,
  { kind: 'slow', bytesPerSecond: 6000, delayMs: 250 },
  { most: 6, leastMs: 5000, mostMs: 25_000 },
)

export const deadLines = lineFault(
  'lines that die without a word',
  2,
  { kind: 'dead' },
  { most: 5, leastMs: 3000, mostMs: 28_000 },
)

export const stalledLines = lineFault(
  'lines that stand still',
  2,
  { kind: 'stalled' },
  { most: 5, leastMs: 1000, mostMs: 15_000 },
)

export const deafReaders = lineFault(
  'readers that stall',
  2,
  { kind: 'deaf' },
  { most: 4, leastMs: 2000, mostMs: 20_000 },
)

export const cutLines: Fault = {
  name: 'lines that are cut',
  weight: 2,
  of: 'network',
  endsProcess: false,
  async run({ crew, random, wait }) {
    for (let time = random.whole(1, 4); time > 0; time--) {
      crew.setLines(random.some(crew.names, random.whole(1, crew.names.length)), { kind: 'cut' })
      await wait(random.whole(100, 3000))
    }
  },
}

export const deviceClocks: Fault = {
  name: "a jump of devices' clocks",
  weight: 2,
  of: 'network',
  endsProcess: false,
  async run({ crew, random, wait }) {
    crew.shiftClocks(random.pick(CLOCK_JUMPS_MS) ?? 0, random.whole(0, crew.processCount - 1))
    await wait(random.whole(2000, 15_000))
    crew.shiftClocks(0, 'all')
  },
}
