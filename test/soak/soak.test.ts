import { expect, it } from 'vitest'
import type { Plan, Stretch } from './plan.ts'
import { Soak } from './Soak.ts'
import { seeded } from '../support/seeded.ts'

const CALM: Stretch = { kind: 'calm', seconds: 1 }

const PLAN: Plan = {
  seconds: 40,
  people: 6,
  tempers: ['dragger', 'typist', 'undoer', 'leaver', 'poster', 'stock client'],
  templates: ['discovery-map'],
  processes: 1,
  pace: 0.25,
  stretches: [
    CALM,
    { kind: 'script', faults: ['kill -9', 'a full disk', 'kill -9'] },
    CALM,
    { kind: 'rest', mark: 'middle', allOut: false, allFiles: true },
    CALM,
    { kind: 'script', faults: ['lines that are cut', 'kill -9'] },
    CALM,
    { kind: 'rest', mark: 'end', allOut: false, allFiles: true },
  ],
}

it('HOUSE-40: six bots lose nothing and all agree through three kills, a full disk and cut lines', async () => {
  const { seed } = seeded('a short soak')
  const outcome = await new Soak({ seed, plan: PLAN, entry: 'server/main.ts', say: () => undefined }).run()
  expect(outcome.findings.kept).toEqual([])
  expect([...outcome.faults].map(([name, { count }]) => [name, count])).toEqual([
    ['kill -9', 3],
    ['a full disk', 1],
    ['lines that are cut', 1],
  ])
  const edits = Object.values(outcome.counts).map((counts) => counts.edits + counts.posts)
  expect([edits.length, edits.reduce((sum, count) => sum + count, 0) > 20]).toEqual([6, true])
  expect(outcome.looked.rests).toBe(2)
}, 180_000)
