import { z } from 'zod'
import { decodeStoredValue, encodeStoredValue } from '../storedValue.ts'
import type { BoardMeta } from '../updateLog.ts'

const metaSchema = z.object({ title: z.string(), template: z.string() })

/** A board's title and template for the disk. */
export function encodeMeta(meta: BoardMeta, writtenAt: number): Buffer {
  const json = JSON.stringify({ title: meta.title, template: meta.template })
  return encodeStoredValue({ writtenAt, bytes: Buffer.from(json, 'utf8') })
}

/** Reads them back. Null where they are missing or damaged: a board without its title is still worth opening. */
export function decodeMeta(framed: Uint8Array | undefined): BoardMeta | null {
  const value = framed && decodeStoredValue(framed)
  if (!value) return null
  try {
    return metaSchema.parse(JSON.parse(Buffer.from(value.bytes).toString('utf8')))
  } catch {
    return null
  }
}
