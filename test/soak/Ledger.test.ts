import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seeded } from '../support/seeded.ts'
import { Ledger, type Breach } from './Ledger.ts'

const BOARD = 'board'
const KEY = 'tally shape:one'

function keysOf(breaches: readonly Breach[]): string[] {
  return breaches.map(({ key, found }) => `${key}: ${found}`)
}

function judge(ledger: Ledger, found: Record<string, string | null>): string[] {
  const check = ledger.begin()
  const breaches = check.judge(BOARD, (key) => found[key] ?? null)
  check.end()
  return keysOf(breaches)
}

describe('the ledger of a soak', () => {
  it('HOUSE-41: what was shown as saved and is missing, older or another is a breach; what was not is none', () => {
    const ledger = new Ledger()
    ledger.noted('ada', BOARD, [[KEY, '1']])
    expect(judge(ledger, {})).toEqual([])
    expect(judge(ledger, { [KEY]: '1' })).toEqual([])
    ledger.saved('ada')
    expect(judge(ledger, { [KEY]: '1' })).toEqual([])
    expect(judge(ledger, {})).toEqual([`${KEY}: null`])
    ledger.noted('ada', BOARD, [[KEY, '2']])
    ledger.saved('ada')
    expect(judge(ledger, { [KEY]: '1' })).toEqual([`${KEY}: 1`])
    expect(judge(ledger, { [KEY]: '3' })).toEqual([`${KEY}: 3`])
  })

  it('HOUSE-41: a state that its author left later is no breach for who came before it, and one that they left is gone for who comes after', () => {
    const ledger = new Ledger()
    ledger.noted('ada', BOARD, [[KEY, '1']])
    ledger.saved('ada')
    const early = ledger.begin()
    ledger.noted('ada', BOARD, [[KEY, '2']])
    ledger.noted('ada', BOARD, [[KEY, null]])
    ledger.saved('ada')
    for (const value of ['1', '2', null]) expect(early.judge(BOARD, () => value)).toEqual([])
    early.end()
    expect(judge(ledger, { [KEY]: '2' })).toEqual([`${KEY}: 2`])
    expect(keysOf(ledger.exactly(BOARD, () => '2'))).toEqual([`${KEY}: 2`])
    expect(ledger.exactly(BOARD, () => null)).toEqual([])
  })

  it('HOUSE-41: what comes back after its deletion was shown as saved is a breach until it is forgotten', () => {
    const ledger = new Ledger()
    ledger.noted('ada', BOARD, [[KEY, '1']])
    ledger.noted('ada', BOARD, [[KEY, null]])
    ledger.forgetGone()
    expect(ledger.size).toBe(1)
    ledger.saved('ada')
    expect(judge(ledger, { [KEY]: '1' })).toEqual([`${KEY}: 1`])
    ledger.forgetGone()
    expect(ledger.size).toBe(0)
  })

  it('HOUSE-41: what is not saved yet may be seen half-way, what is saved and was left alone may not', () => {
    const ledger = new Ledger()
    ledger.noted('ada', BOARD, [
      [KEY, '1'],
      ['word shape:one', 'a'],
    ])
    ledger.saved('ada')
    ledger.noted('ada', BOARD, [['word shape:one', 'b']])
    const check = ledger.begin()
    const halfWay = check.judge(BOARD, (key) => (key === KEY ? '1' : 'ab')).map(({ isHalfWay }) => isHalfWay)
    const lost = check.judge(BOARD, (key) => (key === KEY ? '0' : 'b')).map(({ isHalfWay }) => isHalfWay)
    const atRest = ledger.exactly(BOARD, (key) => (key === KEY ? '1' : 'ab')).map(({ isHalfWay }) => isHalfWay)
    expect([halfWay, lost, atRest]).toEqual([[true], [false], [false]])
  })

  it('HOUSE-41: who comes back to a device is held to what it promised to keep', () => {
    const ledger = new Ledger()
    ledger.noted('ada', BOARD, [[KEY, '1']])
    ledger.saved('ada')
    ledger.noted('ada', BOARD, [[KEY, '2']])
    expect(ledger.ofOne('ada', () => '1')).toEqual([])
    expect(keysOf(ledger.ofOne('ada', () => '1', ledger.now))).toEqual([`${KEY}: 1`])
    expect(ledger.ofOne('ada', () => '2', ledger.now)).toEqual([])
  })

  it('HOUSE-41: whatever is done and saved, exactly the states from the last Saved before somebody came are allowed', () => {
    const step = fc.oneof(
      { weight: 3, arbitrary: fc.record({ note: fc.constantFrom('a', 'b', 'c', null) }) },
      { weight: 2, arbitrary: fc.constant('saved' as const) },
      { weight: 1, arbitrary: fc.constant('comes' as const) },
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const ledger = new Ledger()
        // The plain way: every state there was, and where the last Saved was when somebody came.
        const states: (string | null)[] = [null]
        let savedAt = 0
        const comers: { check: ReturnType<Ledger['begin']>; savedAt: number }[] = []
        ledger.noted('ada', BOARD, [[KEY, null]])
        for (const next of steps) {
          if (next === 'saved') {
            savedAt = states.length - 1
            ledger.saved('ada')
          } else if (next === 'comes') comers.push({ check: ledger.begin(), savedAt })
          else {
            states.push(next.note)
            ledger.noted('ada', BOARD, [[KEY, next.note]])
          }
        }
        for (const comer of comers) {
          const allowed = new Set(states.slice(comer.savedAt))
          for (const value of ['a', 'b', 'c', null]) {
            expect(comer.check.judge(BOARD, () => value).length === 0).toBe(allowed.has(value))
          }
        }
      }),
      seeded('ledger of a soak'),
    )
  })
})
