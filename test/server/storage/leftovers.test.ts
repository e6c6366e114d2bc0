import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { BetwixtError } from '../../../shared/errors.ts'
import { FileBlobStore, sha256Of } from '../../../server/storage/files/fileBlobStore.ts'
import { openStorage } from '../../../server/storage/openStorage.ts'

let directory: string
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'betwixt-leftovers-'))
})
afterEach(() => rm(directory, { recursive: true }))

describe('what a killed process left behind', () => {
  it('STO-400: half-written temporary files go at the next start, and nothing else does', async () => {
    const first = await openStorage(directory, Date.now)
    const image = await first.storage.blobs.put(Buffer.from('an image'))
    const body = await first.storage.recordBodies.put(Buffer.from('a record'))
    await first.storage.thumbnails.put('board', Buffer.from('a picture'), 1)
    await first.storage.close()
    const shard = path.join(directory, 'blobs', image.slice(0, 2))
    const torn = [
      path.join(directory, '.catalog.json.0123456789ab.tmp'),
      path.join(shard, `.${image}.0123456789ab.tmp`),
      path.join(directory, 'records', body.slice(0, 2), `.${body}.0123456789ab.tmp`),
      path.join(directory, 'thumbnails', '.board.0123456789ab.tmp'),
    ]
    for (const file of torn) await writeFile(file, 'half of')
    await writeFile(path.join(directory, 'notes.tmp'), 'not ours')
    const { storage, report } = await openStorage(directory, Date.now)
    expect(report.damagedCatalog).toBeNull()
    const left = (await readdir(directory, { recursive: true })).filter((name) => name.endsWith('.tmp'))
    expect(left).toEqual(['notes.tmp'])
    expect(Buffer.from((await storage.blobs.get(image)) ?? []).toString()).toBe('an image')
    expect(await storage.recordBodies.get(body)).not.toBeNull()
    expect((await storage.thumbnails.get('board'))?.bytes).toHaveLength(9)
    await storage.close()
  })

  it('STO-401: bytes that are put again where the disk has a torn copy are whole afterwards', async () => {
    const blobs = new FileBlobStore(path.join(directory, 'blobs'))
    const bytes = Buffer.from('an image')
    const file = path.join(directory, 'blobs', sha256Of(bytes).slice(0, 2), sha256Of(bytes))
    await mkdir(path.dirname(file), { recursive: true })
    await writeFile(file, 'an im')
    await expect(blobs.get(sha256Of(bytes))).rejects.toMatchObject({ code: 'storage-damaged' })
    await blobs.put(bytes)
    expect(await readFile(file, 'utf8')).toBe('an image')
  })
})

describe('a data folder that is taken away', () => {
  it('STO-402: takes no updates, which nobody would find again, until it is back', async () => {
    const { storage } = await openStorage(directory, Date.now)
    const [boards, aside] = [path.join(directory, 'boards'), path.join(directory, 'aside')]
    const append = async (): Promise<string> => {
      try {
        await storage.log.append('board', [Uint8Array.of(0, 0)], { title: 'Board', template: 'blank' })
        return 'kept'
      } catch (error) {
        return error instanceof BetwixtError ? error.code : 'another error'
      }
    }
    expect(await append()).toBe('kept')
    await rename(boards, aside)
    await expect.poll(append).toBe('storage-unwritable')
    // Somebody makes it anew, which does not bring back what was in it.
    await mkdir(boards)
    await expect.poll(append).toBe('storage-unwritable')
    await rm(boards, { recursive: true })
    await rename(aside, boards)
    await expect.poll(append).toBe('kept')
    await storage.close()
  })
})
