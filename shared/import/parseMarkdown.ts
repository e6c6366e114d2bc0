/** The line under a table's header, without the white space around it. */
const RULE = /^\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?$/u
const ITEM = /^(?<indent>\s*)(?:[-*+•–]\s+|\d{1,3}[.)]\s+)(?:\[[ xX]\]\s+)?(?<text>.*)$/u
/** A tab indents as far as this many spaces. */
const TAB_WIDTH = 4

/** The cells of the first Markdown table in a text, its header first, and how many lines stand around it. */
export function parseMarkdownTable(text: string): { cells: string[][]; linesAround: number } | null {
  const lines = linesOf(text)
  const rule = lines.findIndex(
    (line, at) => line.includes('|') && RULE.test(line.trim()) && at > 0 && (lines[at - 1] ?? '').includes('|'),
  )
  if (rule < 1) return null
  const after = lines.slice(rule + 1)
  const end = after.findIndex((line) => !line.includes('|'))
  const body = end === -1 ? after : after.slice(0, end)
  const isFilled = (line: string) => line.trim() !== ''
  return {
    cells: [lines[rule - 1] ?? '', ...body].map(cellsOf),
    linesAround: [...lines.slice(0, rule - 1), ...after.slice(body.length)].filter(isFilled).length,
  }
}

/**
 * The entries of a list, one row each. Entries under others come in a column after those: a row is the way down to
 * an entry that has none under it. Lines without a bullet are entries too, or go on with the one they are indented under.
 */
export function parseList(text: string): string[][] {
  const entries: { depth: number; text: string }[] = []
  for (const line of linesOf(text)) {
    if (line.trim() === '') continue
    const item = ITEM.exec(line)
    const indent = widthOf(item?.groups?.['indent'] ?? /^\s*/u.exec(line)?.[0] ?? '')
    const last = entries.at(-1)
    if (item === null && indent > 0 && last !== undefined) last.text += ` ${plain(line)}`
    else entries.push({ depth: indent, text: plain(item?.groups?.['text'] ?? line) })
  }
  const rows: string[][] = []
  const path: { depth: number; text: string }[] = []
  entries.forEach((entry, at) => {
    while ((path.at(-1)?.depth ?? -1) >= entry.depth) path.pop()
    path.push(entry)
    if ((entries[at + 1]?.depth ?? 0) <= entry.depth) rows.push(path.map((step) => step.text))
  })
  return rows
}

/** Whether a text begins as a Markdown list does. */
export function isList(text: string): boolean {
  return ITEM.test(linesOf(text).find((line) => line.trim() !== '') ?? '')
}

function linesOf(text: string): string[] {
  return text.split(/\r\n|\r|\n/u)
}

function cellsOf(line: string): string[] {
  const cells = line
    .trim()
    .replace(/^\|/u, '')
    .replace(/(?<!\\)\|$/u, '')
    .split(/(?<!\\)\|/u)
  return cells.map((cell) => plain(cell.replace(/<br\s*\/?>/giu, '\n')))
}

/** Text without the backslashes that kept its characters from being markup, and without bold. */
function plain(text: string): string {
  return text
    .trim()
    .replace(/(?<!\\)\*\*(?<bold>[^*]+)\*\*/gu, '$<bold>')
    .replace(/\\(?<character>[!-/:-@[-`{-~])/gu, '$<character>')
}

function widthOf(indent: string): number {
  return indent.replaceAll('\t', ' '.repeat(TAB_WIDTH)).length
}
