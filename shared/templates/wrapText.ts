import { textWidth, type Weight } from './textWidth.ts'

/**
 * Breaks a text into the lines that fit a width, as a browser does with `white-space: pre-wrap` and
 * `overflow-wrap: anywhere`: at spaces, at line breaks, and inside a word that is longer than a line. At most
 * `maxLines` lines; where there is more, the last one ends in an ellipsis.
 */
export function wrapText(text: string, width: number, fontSize: number, weight: Weight, maxLines: number): string[] {
  const lines: string[] = []
  const isFull = () => lines.length > maxLines
  for (const paragraph of text.split(/\r\n|\r|\n/u)) {
    wrapParagraph(paragraph, width, fontSize, weight, lines, isFull)
    if (isFull()) break
  }
  if (!isFull()) return lines
  const kept = lines.slice(0, maxLines)
  const last = (kept.pop() ?? '').trimEnd()
  return [...kept, endWithEllipsis(last, width, fontSize, weight)]
}

function wrapParagraph(
  paragraph: string,
  width: number,
  fontSize: number,
  weight: Weight,
  lines: string[],
  isFull: () => boolean,
): void {
  let line = ''
  let lineWidth = 0
  for (const word of paragraph.split(/(?<= )(?=[^ ])/u)) {
    if (isFull()) return
    // Spaces at a line's end hang over the edge and take no room.
    if (lineWidth + textWidth(word.trimEnd(), fontSize, weight) > width && line !== '') {
      lines.push(line.trimEnd())
      line = ''
      lineWidth = 0
    }
    if (textWidth(word.trimEnd(), fontSize, weight) <= width) {
      line += word
      lineWidth += textWidth(word, fontSize, weight)
      continue
    }
    for (const character of word) {
      const characterWidth = textWidth(character, fontSize, weight)
      if (lineWidth + characterWidth > width && line !== '') {
        lines.push(line)
        line = ''
        lineWidth = 0
        if (isFull()) return
      }
      line += character
      lineWidth += characterWidth
    }
  }
  lines.push(line.trimEnd())
}

function endWithEllipsis(line: string, width: number, fontSize: number, weight: Weight): string {
  let kept = line
  while (kept !== '' && textWidth(`${kept}…`, fontSize, weight) > width) {
    kept = kept.slice(0, -1).replace(/[\uD800-\uDBFF]$/u, '')
  }
  return `${kept.trimEnd()}…`
}
