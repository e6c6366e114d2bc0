/**
 * Text as Markdown shows it, letter for letter: whatever would become emphasis, a link, HTML, an entity or a block is
 * escaped, and nothing else, so that ordinary words look the same in the source. Line breaks stay.
 */
export function markdownText(text: string): string {
  return inline(text).replace(BLOCK_START, '$1\\$2')
}

/** Headings, quotes, tables, list items, rules and underlines, which stand at a line's start. */
const BLOCK_START = /^([ \t]*\d*)(#(?=#*(?:\s|$))|[>|]|[-+.)](?=\s|$)|[-=](?=[-=]*\s*$))/gmu

/** Text for one line that is no block by itself, such as a heading. */
export function markdownLine(text: string): string {
  // A heading would swallow number signs at its end.
  return inline(text.replace(/\s+/gu, ' ').trim()).replace(/#+$/u, '\\$&')
}

/** Text for one cell of a table. */
export function markdownCell(text: string): string {
  return breakLines(inline(text).replace(/\|/gu, '\\|'), '<br>')
}

/** Text for a list item; its further lines are indented, so that they stay in it. */
export function markdownItem(text: string): string {
  return breakLines(markdownText(text), '\\\n  ')
}

function inline(text: string): string {
  return text
    .replace(/[\\`*[<~]/gu, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/&(?=#?[A-Za-z0-9]+;)/gu, '\\&')
}

function breakLines(text: string, separator: string): string {
  const lines = text.split(/\r\n|\r|\n/u).map((line) => line.trim())
  return lines.filter((line) => line !== '').join(separator)
}
