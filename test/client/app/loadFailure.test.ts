import { describe, expect, it } from 'vitest'
import { isLoadFailure } from '../../../client/app/loadFailure.ts'

describe('a page whose code could not be fetched', () => {
  it.each([
    ['Chromium', 'Failed to fetch dynamically imported module: http://127.0.0.1:3000/assets/BoardPage-abc.js'],
    ['Firefox', 'error loading dynamically imported module: http://127.0.0.1:3000/assets/BoardPage-abc.js'],
    ['Safari', 'Importing a module script failed.'],
    ['a missing style sheet', 'Unable to preload CSS for /assets/BoardPage-abc.css'],
  ])('UI-69: is told by what %s says', (_, message) => {
    expect(isLoadFailure(new TypeError(message))).toBe(true)
  })

  it('UI-69: is told apart from one that broke', () => {
    expect(isLoadFailure(new TypeError('Cannot read properties of undefined'))).toBe(false)
  })
})
