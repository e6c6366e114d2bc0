import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import * as prettier from 'prettier'
import type { BenchFigure } from './row.ts'
import { details, table } from './table.ts'

const page = fileURLToPath(new URL('../../docs/benchmarks.md', import.meta.url))

const BEGIN = '<!-- measured: npm run bench -- --write replaces what follows -->'
const END = '<!-- end of what was measured: what follows is written by hand -->'

/** Puts a run into docs/benchmarks.md. What stands before and after the measured part is written by hand and stays. */
export async function writePage(machine: string, figures: readonly BenchFigure[]): Promise<void> {
  const text = await readFile(page, 'utf8')
  const [begin, end] = [text.indexOf(BEGIN), text.indexOf(END)]
  if (begin < 0 || end < begin) throw new Error('docs/benchmarks.md has lost the marks around its measured part')
  const measured = [BEGIN, `Measured on ${machine}.`, table(figures), '## Each line in full', details(figures)].join(
    '\n\n',
  )
  const whole = `${text.slice(0, begin)}${measured}\n\n${text.slice(end)}`
  const options = (await prettier.resolveConfig(page)) ?? {}
  await writeFile(page, await prettier.format(whole, { ...options, parser: 'markdown' }))
}
