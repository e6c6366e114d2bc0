import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LowdbCatalog } from '../../../server/storage/lowdb/lowdbCatalog.ts'
import { catalogContract } from '../../contract/catalog.ts'
import { killAndReopen } from '../../contract/killAndReopen.ts'
import { boardEntry } from '../../support/boardEntry.ts'

const openCatalog = (directory: string) => LowdbCatalog.open({ directory: path.join(directory, 'd'), now: () => 77 })

catalogContract({
  name: 'lowdb',
  open: async (directory) => (await openCatalog(directory)).catalog,
  async breakWrites(directory) {
    const folder = path.join(directory, 'd')
    const aside = path.join(directory, 'aside')
    await rename(folder, aside)
    await writeFile(folder, '')
    return async () => {
      await rm(folder)
      await rename(aside, folder)
    }
  },
})

describe('the lowdb catalog file', () => {
  killAndReopen('STO-26', {
    name: 'lowdb',
    async reopen(folder) {
      const { catalog, rebuilt } = await LowdbCatalog.open({ directory: folder, now: () => 1 })
      expect(rebuilt).toBe(false)
      await catalog.close()
      return new Set(catalog.list('boards').map((board) => Number(board.id.slice(1))))
    },
  })

  let directory: string
  let folder: string
  beforeEach(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'betwixt-lowdb-'))
    folder = path.join(directory, 'd')
  })
  afterEach(() => rm(directory, { recursive: true }))

  async function withBoards(count: number): Promise<void> {
    const { catalog } = await openCatalog(directory)
    for (let index = 0; index < count; index++) {
      await catalog.write(() => [{ put: 'boards', entry: boardEntry(`b${index}`) }])
    }
    await catalog.close()
  }

  it('STO-30: changes that wait at the same time share one write, and no temporary file stays', async () => {
    const { catalog } = await openCatalog(directory)
    await catalog.write(() => [])
    await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        catalog.write(() => [{ put: 'boards', entry: boardEntry(`b${index}`) }]),
      ),
    )
    // One write puts one generation between the file and the one before it.
    const previous: unknown = JSON.parse(await readFile(path.join(folder, 'catalog.previous.json'), 'utf8'))
    expect(previous).toMatchObject({ boards: [] })
    expect((await readdir(folder)).sort()).toEqual(['catalog.json', 'catalog.previous.json'])
    expect((await stat(path.join(folder, 'catalog.json'))).mode & 0o777).toBe(0o600)
    await catalog.close()
  })

  it('STO-31: a damaged file is kept aside and costs the last change at most', async () => {
    await withBoards(3)
    await writeFile(path.join(folder, 'catalog.json'), '{"format":1,"boards":[{"id"')
    const opened = await openCatalog(directory)
    expect(opened.damagedFile).toBe(path.join(folder, 'catalog.damaged-77.json'))
    expect(opened.rebuilt).toBe(true)
    expect(await readFile(path.join(folder, 'catalog.damaged-77.json'), 'utf8')).toContain('"boards":[{"id"')
    expect(opened.catalog.list('boards').map((board) => board.id)).toEqual(['b0', 'b1'])
    await opened.catalog.close()
    const again = await openCatalog(directory)
    expect(again).toMatchObject({ rebuilt: false, damagedFile: null })
    expect(again.catalog.list('boards')).toHaveLength(2)
  })

  it('STO-32: one entry that cannot be read does not take the others with it', async () => {
    await withBoards(3)
    const file = path.join(folder, 'catalog.json')
    await writeFile(file, (await readFile(file, 'utf8')).replace('"title":"b1"', '"title":1'))
    const opened = await openCatalog(directory)
    expect(opened.rebuilt).toBe(true)
    expect(opened.catalog.list('boards').map((board) => board.id)).toEqual(['b0', 'b2'])
  })

  it('STO-33: a missing file comes back from the one before it; with neither, the catalog is new', async () => {
    await withBoards(3)
    await rm(path.join(folder, 'catalog.json'))
    const opened = await openCatalog(directory)
    expect(opened.rebuilt).toBe(true)
    expect(opened.catalog.list('boards')).toHaveLength(2)
    await opened.catalog.close()
    await rm(folder, { recursive: true })
    await mkdir(folder)
    expect(await openCatalog(directory)).toMatchObject({ rebuilt: false, damagedFile: null })
  })
})
