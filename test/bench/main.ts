/**
 * `npm run bench [-- name …] [-- --write]`: measures the rows of rows.ts and prints them as one table of ratios;
 * `--write` puts all rows into docs/benchmarks.md. Figures of two runs can only be compared on the same machine; ratios
 * within a run carry over.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { freshBuild } from './freshBuild.ts'
import { machine } from './machine.ts'
import { writePage } from './page.ts'
import { installPeers } from './peers/install.ts'
import type { BenchFigure } from './row.ts'
import { rows } from './rows.ts'
import { runRow } from './runRow.ts'
import { details, table } from './table.ts'

const names = process.argv.slice(2).filter((argument) => argument !== '--write')
const write = process.argv.includes('--write')
const chosen = names.length === 0 ? rows : rows.filter((row) => names.includes(row.name))
if (chosen.length === 0 || (write && chosen.length < rows.length)) {
  console.error(
    chosen.length === 0
      ? `There is no such row. Rows: ${rows.map((row) => row.name).join(', ')}`
      : 'Only a run of all rows is written: figures of two runs do not belong into one table.',
  )
  process.exit(1)
}

// All that is stored meanwhile lies here, so that nothing is left of a row that was interrupted.
const folder = await mkdtemp(path.join(tmpdir(), 'betwixt-bench-'))
const interrupted = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupted.abort())

const figures: BenchFigure[] = []
try {
  await installPeers()
  freshBuild()
  const head = await machine()
  console.log(`${head}\n`)
  for (const { name } of chosen) {
    if (interrupted.signal.aborted) break
    const start = performance.now()
    console.error(`measuring ${name} …`)
    const measured = await runRow(name, folder, interrupted.signal)
    figures.push(...measured)
    console.error(`${name} took ${Math.round((performance.now() - start) / 1000)} s`)
    for (const { work, ours, met } of measured)
      console.error(`  ${work}: ${ours}${met === false ? ' (goal missed)' : ''}`)
  }
  console.log(`\n${table(figures)}\n\n${details(figures)}`)
  if (write && !interrupted.signal.aborted) await writePage(head, figures)
} finally {
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
}
process.exit(interrupted.signal.aborted ? 130 : 0)
