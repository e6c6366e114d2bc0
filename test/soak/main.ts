/**
 * `npm run soak [-- --minutes 10] [--people 30] [--seed N] [--write]`: thirty bots work on boards of the built product for
 * as long as told, while everything is broken that breaks in real life. Prints one page; `--write` puts it into
 * docs/soak.md as well. Ends with 1 where anything was wrong, and says what to look at. Ctrl-C ends it early, with a page; a second one at once.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, totalmem } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import prettier from 'prettier'
import { planSoak } from './plan.ts'
import { report } from './report.ts'
import { Soak } from './Soak.ts'

const top = fileURLToPath(new URL('../../', import.meta.url))
const page = path.join(top, 'docs/soak.md')

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    people: { type: 'string', default: '30' },
    seed: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
})
const seconds = positive('minutes', values.minutes) * 60
const people = Math.round(positive('people', values.people))
const seed = values.seed === undefined ? Date.now() % 2_147_483_647 : Math.round(positive('seed', values.seed))

const built = spawnSync(process.execPath, [path.join(top, 'server/launch/build.mjs'), '--quiet', '--stale'], {
  cwd: top,
  stdio: ['ignore', 'inherit', 'inherit'],
})
if (built.status !== 0) process.exit(1)

console.error(`Soaking for ${seconds / 60} minutes with ${people} people, seed ${seed}. Ctrl-C ends it with a report.`)
const soak = new Soak({
  seed,
  plan: planSoak(seconds, people, seed),
  entry: 'dist/server/main.js',
  say: (line) => console.error(line),
})
let isInterrupted = false
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (isInterrupted) {
      soak.abandon()
      process.exit(130)
    }
    isInterrupted = true
    console.error('Coming to an end: everything is mended, compared and cleaned up.')
    soak.cutShort()
  })
}

const outcome = await soak.run()
const text = await prettier.format(
  report(outcome, {
    version: versionOf(),
    commit: commitOf(),
    date: new Date().toISOString().slice(0, 10),
    cores: availableParallelism(),
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.versions.node,
  }),
  { ...(await prettier.resolveConfig(page)), parser: 'markdown' },
)
console.log(text)
if (values.write) writeFileSync(page, text)
if (outcome.keptIn !== null) {
  console.error(`Look at ${outcome.keptIn}: events.log, and data as it was at the end.`)
  process.exitCode = 1
}

function positive(name: string, text: string): number {
  const value = Number(text)
  if (Number.isFinite(value) && value > 0) return value
  console.error(`--${name} is a number above 0; it is "${text}" now.`)
  process.exit(1)
}

function versionOf(): string {
  return (JSON.parse(readFileSync(path.join(top, 'package.json'), 'utf8')) as { version: string }).version
}

/** Null outside a checkout. */
function commitOf(): string | null {
  try {
    const shown = execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
      cwd: top,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    return shown.toString().trim()
  } catch {
    return null
  }
}
