/**
 * Text as Markdown shows it, letter for letter: whatever would become emphasis, a link, HTML, an entity or a block is
 * escaped, and nothing else, so that ordinary words look the same in the source. Line breaks stay.
 */
export function markdownText(text: string): string {
  return text
    .replace(/[\\`*[\]<~]/gu, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/&(?=#?[A-Za-z0-9]+;)/gu, '\\&')
    .replace(/^(\s*)([#>+=|-])/gmu, '$1\\$2')
    .replace(/^(\s*\d+)([.)])/gmu, '$1\\$2')
}

/** Text for one line of Markdown, such as a heading. */
export function markdownLine(text: string): string {
  return markdownText(text.replace(/\s+/gu, ' ').trim())
}

/** Text for one cell of a table. */
export function markdownCell(text: string): string {
  return breakLines(markdownText(text.trim()), '<br>').replace(/\|/gu, (bar, at: number, whole: string) =>
    whole[at - 1] === '\\' ? bar : `\\${bar}`,
  )
}

/** Text for a list item; its further lines are indented, so that they stay in it. */
export function markdownItem(text: string): string {
  return breakLines(markdownText(text.trim()), '\\\n  ')
}

function breakLines(text: string, separator: string): string {
  return text.split(/\s*(?:\r\n|\r|\n)\s*/u).join(separator)
}
