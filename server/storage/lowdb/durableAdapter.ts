import { readFile } from 'node:fs/promises'
import type { Adapter } from 'lowdb'
import { isMissing, writeFileDurably } from '../files/durableFile.ts'

/**
 * lowdb's way to the disk. Its own adapters neither fsync nor keep the folder's entry safe, and its presets write to
 * memory when NODE_ENV is "test".
 */
export class DurableJsonFile<Data> implements Adapter<Data> {
  readonly #file: string
  readonly #parse: (value: unknown) => Data
  readonly #toJson: (data: Data) => Uint8Array

  /**
   * @param parse checks what was read; what it throws rejects `read`
   * @param toJson what is written, as JSON in UTF-8
   */
  constructor(file: string, parse: (value: unknown) => Data, toJson: (data: Data) => Uint8Array) {
    this.#file = file
    this.#parse = parse
    this.#toJson = toJson
  }

  /** The file's content, or null when there is no file. Rejects when it is no JSON or does not parse. */
  async read(): Promise<Data | null> {
    let text: string
    try {
      text = await readFile(this.#file, 'utf8')
    } catch (error) {
      if (isMissing(error)) return null
      throw error
    }
    return this.#parse(JSON.parse(text))
  }

  /** Throws `storage-unwritable`; the file is then as it was. */
  async write(data: Data): Promise<void> {
    await writeFileDurably(this.#file, this.#toJson(data))
  }
}
