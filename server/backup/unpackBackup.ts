import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import path from 'node:path'
import { makeFolderDurably, syncFolder } from '../storage/files/durableFile.ts'
import { BackupError, isArchived, MANIFEST, readManifest, type ArchivedFile, type Manifest } from './archive.ts'
import { tarEntries, type TarEntry } from './tarReader.ts'

/** Some hundred bytes for each of a million files. */
const MOST_MANIFEST_BYTES = 256 * 1024 * 1024

/**
 * Unpacks a backup into a new folder and checks every file of it against the manifest. All of it is on disk when this
 * resolves.
 * @throws BackupError for anything that is not exactly what a backup wrote
 */
export async function unpackBackup(file: string, folder: string): Promise<Manifest> {
  const handle = await open(file, 'r')
  try {
    const unpacked = new Map<string, ArchivedFile>()
    const folders = new Set([folder])
    let manifest: Manifest | null = null
    await makeFolderDurably(folder, 0o700)
    for await (const entry of tarEntries(handle)) {
      if (manifest) throw new BackupError('Something follows its list of files.')
      if (entry.name === MANIFEST) {
        manifest = readManifest(await wholeOf(entry))
        if (!manifest)
          throw new BackupError('Its list of files is damaged, or of a version that this one does not know.')
        continue
      }
      if (!isArchived(entry.name)) throw new BackupError(`A backup holds no file called ${entry.name.slice(0, 100)}.`)
      if (unpacked.has(entry.name)) throw new BackupError(`It holds ${entry.name} twice.`)
      const target = path.join(folder, entry.name)
      for (let at = path.dirname(target); !folders.has(at); at = path.dirname(at)) folders.add(at)
      await makeFolderDurably(path.dirname(target), 0o700)
      unpacked.set(entry.name, await unpack(entry, target))
    }
    if (!manifest) throw new BackupError('It was cut off: its list of files is missing.')
    compare(manifest, unpacked)
    for (const each of folders) await syncFolder(each)
    return manifest
  } finally {
    await handle.close()
  }
}

async function unpack(entry: TarEntry, target: string): Promise<ArchivedFile> {
  const hash = createHash('sha256')
  const handle = await open(target, 'wx', 0o600)
  try {
    for await (const chunk of entry.chunks()) {
      hash.update(chunk)
      await handle.writeFile(chunk)
    }
    await handle.sync()
  } finally {
    await handle.close()
  }
  return { bytes: entry.bytes, sha256: hash.digest('hex') }
}

async function wholeOf(entry: TarEntry): Promise<Uint8Array> {
  if (entry.bytes > MOST_MANIFEST_BYTES) throw new BackupError('Its list of files is too long.')
  const chunks: Uint8Array[] = []
  for await (const chunk of entry.chunks()) chunks.push(Uint8Array.from(chunk))
  return Buffer.concat(chunks)
}

function compare({ files }: Manifest, unpacked: ReadonlyMap<string, ArchivedFile>): void {
  for (const [name, { bytes, sha256 }] of Object.entries(files)) {
    const found = unpacked.get(name)
    if (!found) throw new BackupError(`${name} is missing in it.`)
    if (found.bytes !== bytes || found.sha256 !== sha256) throw new BackupError(`${name} is damaged in it.`)
  }
  for (const name of unpacked.keys()) {
    if (!Object.hasOwn(files, name)) throw new BackupError(`It holds ${name}, which its list of files does not name.`)
  }
}
