import type { ExportedRecord } from '../recordBook.ts'

/** One format in which decision records leave the product. */
export interface RecordFormat {
  /** As it stands in `?format=`, and as the file's ending. */
  readonly id: string
  readonly mediaType: string
  readonly render: (record: ExportedRecord) => string
}
