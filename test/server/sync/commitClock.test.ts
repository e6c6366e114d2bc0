import { expect, it } from 'vitest'
import { CommitClock } from '../../../server/sync/commitClock.ts'
import { ROOM_LIMITS } from '../../../server/sync/limits.ts'
import type { Timers } from '../../../server/sync/timers.ts'
import { Durations } from '../../../server/sync/traffic.ts'

it('SYN-204: of boards that begin to write together some do so in each turn, until all have', () => {
  const turns: (() => void)[] = []
  const timers: Timers = {
    now: () => 0,
    after: () => () => undefined,
    every: () => () => undefined,
    endOfTurn(run) {
      turns.push(run)
      return () => void turns.splice(turns.indexOf(run), 1)
    },
  }
  const clock = new CommitClock(timers, ROOM_LIMITS, new Durations([]))
  const started: number[] = []
  const cancels = Array.from({ length: 200 }, (_, board) => clock.soon(() => started.push(board)))
  const endTurn = (): number => {
    const before = started.length
    turns.shift()?.()
    return started.length - before
  }
  expect(endTurn()).toBe(64)
  cancels[199]?.()
  expect([endTurn(), endTurn(), endTurn(), endTurn()]).toEqual([64, 64, 7, 0])
  expect(started).toEqual(Array.from({ length: 199 }, (_, board) => board))
})
