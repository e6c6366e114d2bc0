import { describe, expect, it } from 'vitest'
import { castOf, roles } from './bots/cast.ts'
import { faults } from './faults/faults.ts'
import { planSoak } from './plan.ts'

describe('the plan of a soak', () => {
  it('HOUSE-46: the same seed makes the same plan, another one another, and either takes as long as it was told', () => {
    expect(planSoak(600, 30, 1)).toEqual(planSoak(600, 30, 1))
    expect(planSoak(600, 30, 1)).not.toEqual(planSoak(600, 30, 2))
    for (const seconds of [120, 600, 3600]) {
      const planned = planSoak(seconds, 30, 1).stretches.reduce((sum, stretch) => {
        if (stretch.kind === 'rest') return sum + (stretch.allOut ? 38 : 6)
        return sum + ('seconds' in stretch ? stretch.seconds : 5)
      }, 0)
      expect(Math.abs(planned - seconds)).toBeLessThan(0.2 * seconds)
    }
  })

  it('HOUSE-46: the server is killed in the first half and once at the end, and lives through the second', () => {
    const { stretches } = planSoak(3600, 30, 7)
    const middle = stretches.findIndex((stretch) => stretch.kind === 'rest' && stretch.mark === 'middle')
    const end = stretches.findIndex((stretch) => stretch.kind === 'rest' && stretch.mark === 'end')
    const mayEnd = (from: number, to: number): boolean[] =>
      stretches.slice(from, to).flatMap((stretch) => (stretch.kind === 'storm' ? [stretch.mayEndProcess] : []))
    expect(new Set(mayEnd(0, middle))).toEqual(new Set([true]))
    expect(new Set(mayEnd(middle, end))).toEqual(new Set([false]))
    expect(stretches.slice(end)).toContainEqual({ kind: 'script', faults: ['kill -9'] })
    expect(stretches.at(-1)).toMatchObject({ kind: 'rest', allFiles: true })
  })

  it('HOUSE-46: each temper takes part among thirty, on boards that suit it, and each fault has a name of its own', () => {
    const boards = planSoak(600, 30, 1).templates.map((template, at) => ({ boardId: `board${at}`, template }))
    const cards = castOf(30, boards)
    expect(cards).toHaveLength(30)
    expect(new Set(cards.map(({ temper }) => temper))).toEqual(new Set(roles.map(({ temper }) => temper)))
    expect(new Set(cards.map(({ boardId }) => boardId))).toEqual(new Set(boards.map(({ boardId }) => boardId)))
    for (const { temper, template } of cards) {
      expect(roles.find((role) => role.temper === temper)?.templates).toContain(template)
    }
    expect(new Set(faults.map(({ name }) => name)).size).toBe(faults.length)
  })
})
