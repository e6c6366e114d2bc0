import { describe, expect, it } from 'vitest'
import { holdsToken } from './facts.ts'

describe('tokens in a text that many write in', () => {
  it.each([
    ['«b1-4»', true],
    ['a few words «a2-1»«b1-4» and more', true],
    ['«b1-«a2-1»4»', true],
    ['«b«c3-«a2-1»9»1-4»', true],
    ['«b1-4', false],
    ['«b1-«a2-14»', false],
    ['«b1-44»', false],
    ['', false],
  ])('in %j one is there: %s', (text, isThere) => {
    expect(holdsToken(text, '«b1-4»')).toBe(isThere)
  })
})
