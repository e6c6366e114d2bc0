/**
 * `npm run bench [-- name …]`: measures the rows of rows.ts and prints them as one table of ratios. Figures of two
 * runs can only be compared on the same machine; ratios within a run carry over.
 */
import { availableParallelism, cpus, totalmem } from 'node:os'
import type { BenchFigure } from './row.ts'
import { rows } from './rows.ts'

const names = process.argv.slice(2)
const chosen = names.length === 0 ? rows : rows.filter((row) => names.includes(row.name))
if (chosen.length === 0) {
  console.error(`There is no such row. Rows: ${rows.map((row) => row.name).join(', ')}`)
  process.exit(1)
}

console.log(
  `${new Date().toISOString().slice(0, 10)}, ${availableParallelism()} × ${cpus()[0]?.model ?? 'unknown processor'}, ` +
    `${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}\n`,
)
const figures: BenchFigure[] = []
for (const row of chosen) {
  console.error(`measuring ${row.name} …`)
  figures.push(...(await row.run()))
}
printTable(figures)
process.exit(0)

function printTable(lines: readonly BenchFigure[]): void {
  const table = [
    ['work', 'ours', 'floor', 'ratio', 'goal', 'seen'],
    ...lines.map((line) => [
      line.work,
      line.ours,
      line.floor ?? '',
      line.ratio === null ? '' : line.ratio.toFixed(2),
      line.goal,
      line.note,
    ]),
  ]
  const widths = table[0]?.map((_, column) => Math.max(...table.map((line) => line[column]?.length ?? 0))) ?? []
  table.forEach((line, index) => {
    console.log(`| ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`)
    if (index === 0) console.log(`| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`)
  })
}
