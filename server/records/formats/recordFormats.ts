import { recordJson } from './recordJson.ts'
import { recordMarkdown } from './recordMarkdown.ts'
import type { RecordFormat } from './recordFormat.ts'

/** Every format in which records can be exported; the first is the default. */
export const recordFormats: readonly [RecordFormat, ...RecordFormat[]] = [recordMarkdown, recordJson]
