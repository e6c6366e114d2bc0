import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const top = fileURLToPath(new URL('../../', import.meta.url))
const fixtures = fileURLToPath(new URL('./fixtures', import.meta.url))

/** What a fixture says of itself in its first lines: the lint rule it breaks and the compiler's error, if any. */
interface Expected {
  breaks: string[]
  doesNotCompile: string[]
}

const files = readdirSync(fixtures, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => path.split(sep).join('/'))
  .sort()

function expectedOf(file: string): Expected {
  const text = readFileSync(join(fixtures, file), 'utf8')
  const said = (label: string) =>
    [...text.matchAll(new RegExp(`^// ${label}: (.+)$`, 'gm'))].map((match) => `${match[1]}`)
  return { breaks: said('breaks'), doesNotCompile: said('does not compile') }
}

/** A house of its own under our configuration, since the rules go by the folder a file lies in. */
let house: string
let lint: Map<string, string[]>
let sharedTypes: Map<string, string[]>

beforeAll(() => {
  house = mkdtempSync(join(tmpdir(), 'betwixt-house-'))
  for (const name of ['.oxlintrc.json', 'tsconfig.json', 'package.json']) cpSync(join(top, name), join(house, name))
  cpSync(fixtures, house, { recursive: true })
  for (const folder of ['shared', 'server']) {
    mkdirSync(join(house, folder), { recursive: true })
    cpSync(join(top, folder, 'tsconfig.json'), join(house, folder, 'tsconfig.json'))
  }
  symlinkSync(join(top, 'node_modules'), join(house, 'node_modules'), 'junction')
  lint = lintAll()
  sharedTypes = compileShared()
}, 60_000)

afterAll(() => rmSync(house, { recursive: true, force: true }))

function run(packageName: string, script: string, ...args: string[]): string {
  const folder = dirname(createRequire(import.meta.url).resolve(`${packageName}/package.json`))
  const { stdout, error } = spawnSync(process.execPath, [join(folder, script), ...args], {
    cwd: house,
    encoding: 'utf8',
  })
  if (error) throw error
  return stdout
}

function lintAll(): Map<string, string[]> {
  const report = JSON.parse(run('oxlint', 'bin/oxlint', '--format', 'json', 'client', 'server', 'shared')) as {
    diagnostics: { code: string; severity: string; filename: string }[]
    number_of_files: number
  }
  expect(report.number_of_files).toBe(files.length)
  const found = new Map<string, string[]>()
  for (const { code, filename } of report.diagnostics) {
    const file = filename.split(sep).join('/')
    found.set(file, [...(found.get(file) ?? []), code])
  }
  return found
}

function compileShared(): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const [, file, code] of run('typescript', 'bin/tsc', '-p', 'shared', '--pretty', 'false').matchAll(
    /^(\S+)\(\d+,\d+\): error (TS\d+)/gm,
  )) {
    if (file !== undefined && code !== undefined) found.set(file, [...(found.get(file) ?? []), code])
  }
  return found
}

describe('the boundaries hold, because breaking them fails', () => {
  it.each(files)('HOUSE-1: lint says of %s what it should', (file) => {
    expect(lint.get(file) ?? []).toEqual(expectedOf(file).breaks)
  })

  it.each(files.filter((file) => file.startsWith('shared/') && expectedOf(file).doesNotCompile.length > 0))(
    'HOUSE-2: shared knows neither a DOM nor Node nor a clock: %s does not compile',
    (file) => {
      expect(sharedTypes.get(file)).toEqual(expectedOf(file).doesNotCompile)
    },
  )

  it('HOUSE-2: what shared may do compiles', () => {
    expect(sharedTypes.get('shared/good.ts')).toBeUndefined()
  })
})
