// `npm test`: every check there is, one after the other, and one line at the end that counts the tests. With names of
// stages only those. A stage that fails does not hide what the later ones would find.
import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findOrInstallChromium } from './chromium.ts'
import {
  addCounts,
  countPlaywright,
  countsLine,
  countVitest,
  readReport,
  type PlaywrightReport,
  type TestCounts,
  type VitestReport,
} from './testCounts.ts'

const top = fileURLToPath(new URL('../../', import.meta.url))
const reports = join(top, '.cache', 'reports')
const unitReport = join(reports, 'unit.json')
const e2eReport = join(reports, 'e2e.json')

interface Stage {
  name: string
  /** Returns whether all is well. */
  run(): boolean
  /** The stage's tests; null when its runner left no report. */
  counts?(): TestCounts | null
}

const stages: Stage[] = [
  { name: 'types', run: () => tool('typescript', 'bin/tsc', '-p', '.') },
  { name: 'types of shared', run: () => tool('typescript', 'bin/tsc', '-p', 'shared') },
  { name: 'types of server', run: () => tool('typescript', 'bin/tsc', '-p', 'server') },
  { name: 'lint', run: () => tool('oxlint', 'bin/oxlint') },
  { name: 'format', run: () => tool('prettier', 'bin/prettier.cjs', '--check', '--log-level', 'warn', '.') },
  {
    name: 'unit',
    run: () =>
      tool('vitest', 'vitest.mjs', 'run', '--reporter=dot', '--reporter=json', `--outputFile.json=${unitReport}`),
    counts: () => {
      const report = readReport<VitestReport>(unitReport)
      return report && countVitest(report)
    },
  },
  { name: 'build', run: () => node('server/launch/build.mjs', '--quiet', '--stale') },
  {
    name: 'e2e',
    run: () => {
      process.env['CHROMIUM_PATH'] = findOrInstallChromium()
      process.env['PLAYWRIGHT_JSON_OUTPUT_FILE'] = e2eReport
      return tool('@playwright/test', 'cli.js', 'test', '--config', 'test/e2e/playwright.config.ts')
    },
    counts: () => {
      const report = readReport<PlaywrightReport>(e2eReport)
      return report && countPlaywright(report)
    },
  },
]

function tool(packageName: string, script: string, ...args: string[]): boolean {
  const folder = dirname(createRequire(import.meta.url).resolve(`${packageName}/package.json`))
  return node(join(folder, script), ...args)
}

function node(script: string, ...args: string[]): boolean {
  // Vitest and Vite choose their own NODE_ENV; one that happens to be set outside would change what is tested.
  const { NODE_ENV: _, ...env } = process.env
  return (
    spawnSync(process.execPath, [script, ...args], { cwd: top, stdio: ['ignore', 'inherit', 'inherit'], env })
      .status === 0
  )
}

const named = process.argv.slice(2)
const unknown = named.filter((name) => !stages.some((stage) => stage.name === name))
if (unknown.length > 0) throw new Error(`No such stage: ${unknown.join(', ')}`)

rmSync(reports, { recursive: true, force: true })
mkdirSync(reports, { recursive: true })

const failedStages: string[] = []
let total: TestCounts = { passed: 0, failed: 0, skipped: 0 }
for (const stage of stages.filter(({ name }) => named.length === 0 || named.includes(name))) {
  const begunMs = Date.now()
  process.stdout.write(`\n── ${stage.name}\n`)
  let well = stage.run()
  if (stage.counts) {
    const counts = stage.counts()
    if (counts === null || counts.passed + counts.failed === 0) well = false
    if (counts !== null) {
      total = addCounts(total, counts)
      if (counts.failed > 0) well = false
    }
  }
  if (!well) failedStages.push(stage.name)
  process.stdout.write(
    `── ${stage.name}: ${well ? 'well' : 'FAILED'}, ${Math.round((Date.now() - begunMs) / 1000)} s\n`,
  )
}

process.stdout.write(failedStages.length > 0 ? `\nFailed: ${failedStages.join(', ')}\n` : '\n')
process.stdout.write(`${countsLine(total)}\n`)
process.exitCode = failedStages.length > 0 ? 1 : 0
