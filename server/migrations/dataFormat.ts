import { z } from 'zod'

/**
 * The form of the data folder that this version reads and writes. The last of the migrations makes
 * it; a folder without `format.json` has form 1.
 */
export const DATA_FORMAT = 3

const formatSchema = z.object({
  format: z.number().int().min(1),
  /** The backup that was made before a migration that is not finished. */
  backup: z.string().optional(),
})

/** What `format.json` says. */
export type FormatFile = z.infer<typeof formatSchema>

/** Reads it; null where it is none. */
export function parseFormat(text: string): FormatFile | null {
  try {
    return formatSchema.parse(JSON.parse(text))
  } catch {
    return null
  }
}

/** A data folder that this version cannot be started on; the message says why and what to do. */
export class DataFolderError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'DataFolderError'
  }
}
