import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Catalog } from '../../server/storage/catalog.ts'
import { boardEntry } from '../support/boardEntry.ts'

/** What a backend of Catalog brings along to be put to the contract. */
export interface CatalogBackend {
  name: string
  open(directory: string): Promise<Catalog>
  /** Makes every write fail until the function it returns is called. */
  breakWrites(directory: string): Promise<() => Promise<void>>
}

/** The one suite that every backend of Catalog passes. */
export function catalogContract(backend: CatalogBackend): void {
  describe(`Catalog on ${backend.name}`, () => {
    let directory: string
    let catalog: Catalog

    const reopen = async () => {
      await catalog.close()
      catalog = await backend.open(directory)
    }

    beforeEach(async () => {
      directory = await mkdtemp(path.join(tmpdir(), 'betwixt-catalog-'))
      catalog = await backend.open(directory)
    })
    afterEach(async () => {
      await catalog.close()
      await rm(directory, { recursive: true, force: true })
    })

    it('STO-20: what was put is there at once and after a reopen, in the order of its first put', async () => {
      await catalog.write(() => [{ put: 'boards', entry: boardEntry('b2', 'Ünïcode ✓') }])
      await catalog.write(() => [{ put: 'boards', entry: boardEntry('b1') }])
      await catalog.write(() => [{ put: 'boards', entry: boardEntry('b2', 'Renamed') }])
      const expected = [boardEntry('b2', 'Renamed'), boardEntry('b1')]
      expect(catalog.list('boards')).toEqual(expected)
      await reopen()
      expect(catalog.list('boards')).toEqual(expected)
      expect(catalog.get('boards', 'b1')).toEqual(boardEntry('b1'))
      expect(catalog.get('boards', 'nobody')).toBeUndefined()
      expect(catalog.get('shares', 'b1')).toBeUndefined()
    })

    it('STO-21: the changes of one call are made all or none', async () => {
      await catalog.write(() => [
        { put: 'boards', entry: boardEntry('b1') },
        { put: 'boards', entry: boardEntry('b2') },
        { remove: 'boards', id: 'b1' },
        { remove: 'shares', id: 'nobody' },
      ])
      await reopen()
      expect(catalog.list('boards').map((board) => board.id)).toEqual(['b2'])
    })

    it('STO-22: a decision sees every decision before it, and one that throws touches no other', async () => {
      const count = () =>
        catalog.write((now) => [{ put: 'boards', entry: boardEntry(`b${now.list('boards').length}`) }])
      const results = await Promise.allSettled([
        count(),
        count(),
        catalog.write(() => {
          throw new Error('I changed my mind')
        }),
        count(),
      ])
      expect(results.map((result) => result.status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled'])
      expect(catalog.list('boards').map((board) => board.id)).toEqual(['b0', 'b1', 'b2'])
    })

    it('STO-23: nothing is seen before it is on disk', async () => {
      const writing = catalog.write(() => [{ put: 'boards', entry: boardEntry('b1') }])
      expect(catalog.list('boards')).toEqual([])
      const after = await writing
      expect(after.get('boards', 'b1')).toBeDefined()
      expect(catalog.get('boards', 'b1')).toBeDefined()
    })

    it('STO-24: what the disk refuses is told as storage-unwritable, is not kept, and later writes succeed', async () => {
      await catalog.write(() => [{ put: 'boards', entry: boardEntry('before') }])
      const mend = await backend.breakWrites(directory)
      const refused = catalog.write(() => [{ put: 'boards', entry: boardEntry('refused') }])
      await expect(refused).rejects.toMatchObject({ code: 'storage-unwritable' })
      expect(catalog.list('boards').map((board) => board.id)).toEqual(['before'])
      await mend()
      await catalog.write(() => [{ put: 'boards', entry: boardEntry('after') }])
      await reopen()
      expect(catalog.list('boards').map((board) => board.id)).toEqual(['before', 'after'])
    })

    it('STO-25: a thousand calls at once are all kept', async () => {
      await Promise.all(
        Array.from({ length: 1_000 }, (_, index) =>
          catalog.write(() => [{ put: 'boards', entry: boardEntry(`b${index}`) }]),
        ),
      )
      await reopen()
      expect(catalog.list('boards')).toHaveLength(1_000)
    })
  })
}
