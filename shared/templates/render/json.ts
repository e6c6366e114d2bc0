import type { Finding, MutedCheck } from '../template.ts'
import type { ReadingDocument, ReadingFormat } from './readingFormat.ts'

/** A reading as scripts get it. */
export interface ReadingJson {
  readonly boardId: string
  readonly readings: readonly {
    readonly template: string
    readonly title: string
    readonly model: object
    readonly findings: readonly Finding[]
    readonly muted: readonly MutedCheck[]
    readonly unplaced: readonly string[]
  }[]
}

/** The plain data of a document's readings. */
export function readingJson({ boardId, readings }: ReadingDocument): ReadingJson {
  return {
    boardId,
    readings: readings.map(({ template, title, model, findings, muted, unplaced }) => ({
      template,
      title,
      model,
      findings,
      muted,
      unplaced,
    })),
  }
}

/** Everything a reading knows, for scripts. */
export const json: ReadingFormat = {
  id: 'json',
  title: 'JSON',
  mediaType: 'application/json',
  render: (document) => `${JSON.stringify(readingJson(document), null, 2)}\n`,
}
