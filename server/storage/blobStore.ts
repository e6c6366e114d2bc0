/**
 * Bytes by their content: images, snapshots, frozen readings. A blob's name is the SHA-256 of its bytes in lower-case
 * hexadecimal, so the same image is kept once. A backend is one folder beside this file and passes
 * test/contract/blobStore.ts.
 */
export interface BlobStore {
  /** Keeps bytes and tells their name. On disk when it resolves. Throws `storage-unwritable`. */
  put(bytes: Uint8Array): Promise<string>
  /** The bytes of that name, or null for none. Throws `storage-damaged` when they no longer are what they were. */
  get(sha256: string): Promise<Uint8Array<ArrayBuffer> | null>
  /** Forgets bytes. A name that is not there is no error. Throws `storage-unwritable`. */
  delete(sha256: string): Promise<void>
  /** Every name, in no order that could be relied on. */
  list(): AsyncIterable<string>
}
