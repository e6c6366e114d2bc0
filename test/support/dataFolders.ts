import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { isArchived } from '../../server/backup/archive.ts'
import { prepareDataFolder } from '../../server/migrations/prepareDataFolder.ts'
import { openStorage } from '../../server/storage/openStorage.ts'
import { boardEntry } from './boardEntry.ts'
import { numberedUpdate } from './numberedUpdate.ts'

/** A new data folder with some of everything, whose content depends on the name. */
export async function filledDataFolder(name: string): Promise<string> {
  const dataDir = await mkdtemp(path.join(tmpdir(), `betwixt-${name}-`))
  await prepareDataFolder(dataDir, () => 1)
  const { storage } = await openStorage(dataDir, () => 1)
  const image = await storage.blobs.put(Buffer.from(`an image of ${name}`))
  await storage.recordBodies.put(Buffer.from(`a record of ${name}`))
  await storage.log.append(name, [numberedUpdate(1), numberedUpdate(2)], { title: name, template: 'blank' })
  const assets = { [image]: { mimeType: 'image/png', bytes: 9 } }
  await storage.catalog.write(() => [{ put: 'boards', entry: { ...boardEntry(name), assets } }])
  await storage.thumbnails.put(name, Buffer.from(`a picture of ${name}`), 1)
  await storage.close()
  await writeFile(path.join(dataDir, 'workspace-key'), `the key of ${name}\n`, { mode: 0o600 })
  return dataDir
}

/** Every file of a data folder that a backup holds, with the SHA-256 of its bytes. */
export async function contentOf(dataDir: string): Promise<Record<string, string>> {
  const names = (await readdir(dataDir, { recursive: true })).filter(isArchived).sort()
  const content: Record<string, string> = {}
  for (const name of names) {
    content[name] = createHash('sha256')
      .update(await readFile(path.join(dataDir, name)))
      .digest('hex')
  }
  return content
}
