import { describe, expect, it } from 'vitest'
import { isExplained, type Excuses } from './serverLog.ts'

const NONE: Excuses = { disk: () => false, start: () => false }
const DISK: Excuses = { ...NONE, disk: () => true }
const START: Excuses = { ...NONE, start: () => true }

const line = (level: number, msg: string, more: object = {}): string => JSON.stringify({ level, msg, ...more })

describe('the log of a soak', () => {
  it('HOUSE-45: a line is a surprise unless what is broken at the time explains it', () => {
    const unwritten = line(40, 'a board could not be written; it is kept in memory')
    expect([isExplained(unwritten, NONE), isExplained(unwritten, DISK)]).toEqual([false, true])
    const refused = line(50, 'a request failed', { code: 'storage-unwritable' })
    expect([isExplained(refused, NONE), isExplained(refused, DISK)]).toEqual([false, true])
    const incomplete = line(
      40,
      'the catalog was incomplete; what is missing was taken from the boards and records themselves',
    )
    expect([isExplained(incomplete, DISK), isExplained(incomplete, START)]).toEqual([false, true])
  })

  it('HOUSE-45: nothing explains a failed socket, a failed request of another kind, or a word of a dying process', () => {
    for (const surprise of [
      line(50, 'a socket failed'),
      line(50, 'a request failed', { code: 'internal' }),
      'malloc(): invalid size (unsorted)',
      'FATAL ERROR: Reached heap limit Allocation failed',
    ]) {
      expect([surprise, isExplained(surprise, DISK), isExplained(surprise, START)]).toEqual([surprise, false, false])
    }
  })

  it('HOUSE-45: what it says of its daily work is none', () => {
    expect([isExplained(line(30, 'anything'), NONE), isExplained('', NONE)]).toEqual([true, true])
    expect(isExplained(line(50, 'a request failed', { code: 'shutting-down' }), NONE)).toBe(true)
  })
})
