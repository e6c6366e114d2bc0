import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const top = fileURLToPath(new URL('../../', import.meta.url))
const guide = readFileSync(join(top, 'docs/templates.md'), 'utf8')
const FOLDER = 'shared/templates/pre-mortem'

/** The guide's code, each block with the path that it bears; empty where it bears none. */
function blocks(): { path: string; code: string }[] {
  return [...guide.matchAll(/^```ts *(\S*)\n(.*?)^```$/gmsu)].map(([, path = '', code = '']) => ({ path, code }))
}

function read(path: string): string {
  return readFileSync(join(top, path), 'utf8')
}

it('TPL-249: every block of code in the guide stands so in the file whose path it bears', () => {
  expect(blocks().length).toBeGreaterThan(0)
  for (const { path, code } of blocks()) {
    expect(existsSync(join(top, path)) && path, `the path of:\n${code}`).toBe(path)
    expect(read(path), `${path} has changed: change it in docs/templates.md too`).toContain(code)
  }
})

it('TPL-249: the guide holds every file of its template whole', () => {
  const whole = blocks().filter(({ path, code }) => path.startsWith(FOLDER) && code === read(path))
  const files = readdirSync(join(top, FOLDER)).map((name) => `${FOLDER}/${name}`)
  expect(whole.map(({ path }) => path).sort()).toEqual(files.sort())
})

it('TPL-249: every path and every script that the guide names is there', () => {
  const paths = [...guide.matchAll(/\b(?:shared|client|server|test|docs)\/[\w./-]*\w/gu)].map(([path]) => path)
  expect(paths.filter((path) => !existsSync(join(top, path)))).toEqual([])
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
  const named = [...guide.matchAll(/npm run ([\w:]+)/gu)].map(([, name = '']) => name)
  expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([])
})
