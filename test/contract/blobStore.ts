import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { BlobStore } from '../../server/storage/blobStore.ts'

/** What a backend of BlobStore brings along to be put to the contract. */
export interface BlobStoreBackend {
  name: string
  open(directory: string): Promise<BlobStore>
  damage(directory: string, sha256: string): Promise<void>
  /** Makes every write fail until the function it returns is called. */
  breakWrites(directory: string): Promise<() => Promise<void>>
}

/** The one suite that every backend of BlobStore passes. */
export function blobStoreContract(backend: BlobStoreBackend): void {
  describe(`BlobStore on ${backend.name}`, () => {
    let directory: string
    let blobs: BlobStore
    const bytes = new Uint8Array([1, 2, 3, 250])
    const sha256 = createHash('sha256').update(bytes).digest('hex')

    const names = async () => {
      const found: string[] = []
      for await (const name of blobs.list()) found.push(name)
      return found.sort()
    }

    beforeEach(async () => {
      directory = await mkdtemp(path.join(tmpdir(), 'betwixt-blobs-'))
      blobs = await backend.open(directory)
    })
    afterEach(async () => {
      await rm(directory, { recursive: true, force: true })
    })

    it('STO-40: bytes are kept under their SHA-256, once, also when put twice at the same time', async () => {
      expect(await Promise.all([blobs.put(bytes), blobs.put(bytes), blobs.put(new Uint8Array([9]))])).toHaveLength(3)
      expect(await blobs.put(bytes)).toBe(sha256)
      expect(await names()).toHaveLength(2)
      blobs = await backend.open(directory)
      expect(new Uint8Array((await blobs.get(sha256)) ?? [])).toEqual(bytes)
    })

    it('STO-41: an unknown or malformed name is null, whatever path it spells', async () => {
      await blobs.put(bytes)
      for (const name of ['', 'f'.repeat(64), sha256.toUpperCase(), '../../etc/passwd', `../${sha256}`]) {
        expect(await blobs.get(name)).toBeNull()
        await blobs.delete(name)
      }
      expect(await names()).toEqual([sha256])
    })

    it('STO-42: deleted bytes are gone and can be put again', async () => {
      await blobs.put(bytes)
      await blobs.delete(sha256)
      expect(await blobs.get(sha256)).toBeNull()
      expect(await names()).toEqual([])
      await blobs.put(bytes)
      expect(await blobs.get(sha256)).not.toBeNull()
    })

    it('STO-43: damaged bytes are reported, and the others are still there', async () => {
      await blobs.put(bytes)
      const other = await blobs.put(new Uint8Array([5]))
      await backend.damage(directory, sha256)
      await expect(blobs.get(sha256)).rejects.toMatchObject({ code: 'storage-damaged' })
      expect(await blobs.get(other)).not.toBeNull()
    })

    it('STO-44: what the disk refuses is told as storage-unwritable and leaves nothing behind', async () => {
      const mend = await backend.breakWrites(directory)
      await expect(blobs.put(bytes)).rejects.toMatchObject({ code: 'storage-unwritable' })
      await mend()
      expect(await names()).toEqual([])
      expect(await blobs.put(bytes)).toBe(sha256)
    })
  })
}
