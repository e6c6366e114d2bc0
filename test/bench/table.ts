import type { BenchFigure, Rival } from './row.ts'

/** The figures as a Markdown table: one line each, with the best of the others by name. */
export function table(figures: readonly BenchFigure[]): string {
  const lines = [
    ['work', 'ours', 'floor', 'best peer', 'ratio', 'goal', 'met'],
    ...figures.map((figure) => [
      figure.work,
      figure.ours,
      figure.floor ?? '',
      bestPeer(figure.others),
      figure.ratio === null ? '' : figure.ratio.toFixed(2),
      figure.goal,
      figure.met === null ? '' : figure.met ? 'yes' : 'no',
    ]),
  ].map((line) => line.map((cell) => cell.replaceAll('|', '\\|')))
  const widths = (lines[0] ?? []).map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)))
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`
  const [head, ...rest] = lines.map(
    (line) => `| ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`,
  )
  return [head, rule, ...rest].join('\n')
}

function bestPeer(others: readonly Rival[]): string {
  const best = others.reduce<Rival | null>((least, one) => {
    if (one.value === null) return least
    return least?.value == null || one.value < least.value ? one : least
  }, null)
  if (best !== null) return `${best.name} ${best.figure}`
  return others.map(({ name, figure }) => `${name}: ${figure}`).join('; ')
}

/** What else was seen, and the figures of all that were measured, as a Markdown list with an item for each line. */
export function details(figures: readonly BenchFigure[]): string {
  return figures
    .filter(({ note, others }) => note !== '' || others.length > 0)
    .map(({ work, ours, floor, others, note }) => {
      const all = [
        `ours ${ours}`,
        ...(floor === null ? [] : [`floor ${floor}`]),
        ...others.map(({ name, figure }) => `${name} ${figure}`),
      ]
      return `- **${work}.** ${all.join('; ')}.${note === '' ? '' : ` ${note}.`}`
    })
    .join('\n')
}
