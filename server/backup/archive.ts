import { createHash } from 'node:crypto'
import { z } from 'zod'

/** The form of the archive; what lies in it has a form of its own, in its `format.json`. */
const ARCHIVE_FORMAT = 1

/** The last entry of an archive: an archive without it was cut off. */
export const MANIFEST = 'manifest.json'

/** What an archive may hold: nothing else becomes a path. */
const ARCHIVED =
  /^(?:format\.json|catalog(?:\.previous)?\.json|workspace-key|boards\/boards\.mdb|(?:blobs|records)\/[0-9a-f]{2}\/[0-9a-f]{64}|thumbnails\/[\w-]{1,90})$/u

/** Whether this is the path, from the data folder on, of a file that archives hold. */
export function isArchived(name: string): boolean {
  return ARCHIVED.test(name)
}

/** What is told of a file in the manifest. */
export interface ArchivedFile {
  bytes: number
  sha256: string
}

const manifestSchema = z.object({
  archive: z.literal(ARCHIVE_FORMAT),
  madeAt: z.string(),
  files: z.record(z.string(), z.object({ bytes: z.number(), sha256: z.string() })),
  /** Over the rest of the manifest. */
  sha256: z.string(),
})

/** What an archive says of itself. */
export type Manifest = z.infer<typeof manifestSchema>

/** The manifest as the bytes of its entry. */
export function manifestBytes(files: ReadonlyMap<string, ArchivedFile>, madeAt: string): Buffer {
  const said = { archive: ARCHIVE_FORMAT, madeAt, files: Object.fromEntries(files) } as const
  const manifest: Manifest = { ...said, sha256: sumOf(said) }
  return Buffer.from(`${JSON.stringify(manifest)}\n`)
}

/** Reads it back; null where this is none that we know, or is damaged. */
export function readManifest(bytes: Uint8Array): Manifest | null {
  try {
    const manifest = manifestSchema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')))
    return manifest.sha256 === sumOf(manifest) ? manifest : null
  } catch {
    return null
  }
}

function sumOf({ archive, madeAt, files }: Omit<Manifest, 'sha256'>): string {
  return createHash('sha256').update(JSON.stringify({ archive, madeAt, files })).digest('hex')
}

/** Why a backup or a restore was not made, in a sentence for the operator. */
export class BackupError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'BackupError'
  }
}
