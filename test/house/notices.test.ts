import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { thirdPartyNotices } from '../support/thirdPartyNotices.ts'

const read = (path: string) => readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8')

it('HOUSE-5: the notices name every package that the product runs with (npm run notices writes them)', () => {
  expect(read('THIRD-PARTY-NOTICES.md')).toBe(thirdPartyNotices())
})

it("HOUSE-5: tldraw's licence stands in the notices word for word", () => {
  expect(read('THIRD-PARTY-NOTICES.md')).toContain(read('docs/licences/tldraw-3.x-LICENSE.md').trimEnd())
})
