import { csv } from './csv.ts'
import { json } from './json.ts'
import { markdown } from './markdown.ts'
import type { ReadingFormat } from './readingFormat.ts'

/** Every format in which readings can be exported. */
export const readingFormats: readonly ReadingFormat[] = [json, markdown, csv]

/** The format of that id, or undefined. */
export function findReadingFormat(id: string): ReadingFormat | undefined {
  return readingFormats.find((format) => format.id === id)
}
