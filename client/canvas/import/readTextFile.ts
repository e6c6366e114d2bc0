import { IMPORT_LIMITS } from '../../../shared/import/importTable.ts'

/** The text of a file that somebody chose, or why it has none. */
export type FileText =
  { readonly type: 'text'; readonly text: string } | { readonly type: 'refused'; readonly message: string }

/** How the names of files end that hold a table or a list. */
export const TABLE_FILE_ENDINGS: readonly string[] = ['.csv', '.tsv', '.md', '.markdown', '.txt']

/** Whether a file holds a table or a list, by its name: what browsers say of its type differs. */
export function isTableFile({ name }: File): boolean {
  return TABLE_FILE_ENDINGS.some((ending) => name.toLowerCase().endsWith(ending))
}

/** Reads a file as text in UTF-8 or UTF-16, or else as older spreadsheets write it in the west (Windows-1252). */
export async function readTextFile(file: File): Promise<FileText> {
  if (file.size > IMPORT_LIMITS.size) return { type: 'refused', message: `${file.name} is larger than 1 MB.` }
  let bytes: Uint8Array
  try {
    bytes = new Uint8Array(await file.arrayBuffer())
  } catch {
    // It was moved or deleted since it was chosen.
    return { type: 'refused', message: `${file.name} cannot be read any more. Choose it again.` }
  }
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return decoded(bytes, 'utf-16le')
  if (first === 0xfe && second === 0xff) return decoded(bytes, 'utf-16be')
  if (bytes.includes(0)) {
    return { type: 'refused', message: `${file.name} is no text file. Save the sheet as CSV and choose that.` }
  }
  try {
    return { type: 'text', text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  } catch {
    return decoded(bytes, 'windows-1252')
  }
}

function decoded(bytes: Uint8Array, encoding: string): FileText {
  return { type: 'text', text: new TextDecoder(encoding).decode(bytes) }
}
