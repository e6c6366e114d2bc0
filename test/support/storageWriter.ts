/**
 * Writes to a store for ever and prints the number of each write once the store says that it is kept. Started by
 * test/contract/killAndReopen.ts as a process of its own, which is then killed.
 */
import { writeSync } from 'node:fs'
import path from 'node:path'
import { FileBlobStore } from '../../server/storage/files/fileBlobStore.ts'
import { LmdbUpdateLog } from '../../server/storage/lmdb/lmdbUpdateLog.ts'
import { LowdbCatalog } from '../../server/storage/lowdb/lowdbCatalog.ts'
import { boardEntry } from './boardEntry.ts'
import { numberedUpdate } from './numberedUpdate.ts'

const [store, directory] = process.argv.slice(2)
if (store === undefined || directory === undefined) throw new Error('Say which store, and where')

const writers: Record<string, () => Promise<(number: number) => Promise<unknown>>> = {
  async lmdb() {
    const log = await LmdbUpdateLog.open({ directory, now: () => 1 })
    return async (number) => {
      await log.append('board', [numberedUpdate(number)], { title: `after ${number}`, template: 'blank' })
      // Compaction under way must not cost anything either.
      if (number % 25 === 0) void log.compact('board')
    }
  },
  async lowdb() {
    const { catalog } = await LowdbCatalog.open({ directory, now: () => 1 })
    return (number) => catalog.write(() => [{ put: 'boards', entry: boardEntry(`b${number}`) }])
  },
  async files() {
    const blobs = new FileBlobStore(path.join(directory, 'blobs'))
    return (number) => blobs.put(numberedUpdate(number))
  },
}

const write = await writers[store]?.()
if (!write) throw new Error(`There is no store called ${store}`)

// Four at a time, so that some are always waiting for the disk when the kill comes.
let next = 0
const worker = async () => {
  for (;;) {
    const number = next++
    await write(number)
    writeSync(1, `${number}\n`)
  }
}
await Promise.all([worker(), worker(), worker(), worker()])
