import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const top = fileURLToPath(new URL('../../', import.meta.url))

/** The ids at the head of test titles: `'SYN-20: …'`, also several, or alone where a suite makes the title of it. */
function idsInTests(): Set<string> {
  const files = readdirSync(join(top, 'test'), { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.tsx?$/.test(file) && !file.includes('fixtures') && !file.includes('node_modules'),
  )
  const ids = files.flatMap((file) => {
    const text = readFileSync(join(top, 'test', file), 'utf8')
    return [...text.matchAll(/['"`]((?:[A-Z]{2,5}-\d+(?:, )?)+)[:'"`]/g)].flatMap(([, head = '']) => head.split(', '))
  })
  return new Set(ids)
}

function idsIn(page: string, pattern: RegExp): string[] {
  return [...readFileSync(join(top, 'docs', page), 'utf8').matchAll(pattern)].map(([, id = '']) => id)
}

it('HOUSE-7: every rule of the spec stands in the title of a test, and every id in a title is a rule', () => {
  const rules = idsIn('spec.md', /^- \*\*([A-Z]+-\d+)\*\*/gm)
  const tested = idsInTests()
  expect(rules.filter((id, index) => rules.indexOf(id) !== index)).toEqual([])
  expect(rules.filter((id) => !tested.has(id))).toEqual([])
  expect([...tested].filter((id) => !rules.includes(id))).toEqual([])
})

it('HOUSE-8: every defence of the threat model names rules that tests hold', () => {
  const tested = idsInTests()
  const named = idsIn('threat-model.md', /\b([A-Z]{2,5}-\d+)\b/g).filter((id) => !/^(SHA|RFC|UTF)-/.test(id))
  expect(named.length).toBeGreaterThan(0)
  expect(named.filter((id) => !tested.has(id))).toEqual([])
})
