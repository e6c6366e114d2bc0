import type { TemplateReading } from '../template.ts'

/** What an export is made of: a board's name and what its templates make of it. */
export interface ReadingDocument {
  readonly boardId: string
  /** The board's title. */
  readonly title: string
  readonly readings: readonly TemplateReading[]
}

/** One format in which readings leave the product. */
export interface ReadingFormat {
  /** As it stands in `?format=`, and as a file's ending. */
  readonly id: string
  readonly title: string
  readonly mediaType: string
  readonly render: (document: ReadingDocument) => string
}
