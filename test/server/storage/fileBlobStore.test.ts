import { rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe } from 'vitest'
import * as Y from 'yjs'
import { FileBlobStore } from '../../../server/storage/files/fileBlobStore.ts'
import { blobStoreContract } from '../../contract/blobStore.ts'
import { killAndReopen } from '../../contract/killAndReopen.ts'

blobStoreContract({
  name: 'files',
  open: async (directory) => new FileBlobStore(path.join(directory, 'blobs')),
  damage: (directory, sha256) => writeFile(path.join(directory, 'blobs', sha256.slice(0, 2), sha256), 'torn'),
  async breakWrites(directory) {
    // A file where the folder should be: no privilege helps against that, unlike against a mode.
    const blobs = path.join(directory, 'blobs')
    const aside = path.join(directory, 'aside')
    await rename(blobs, aside).catch(() => undefined)
    await writeFile(blobs, '')
    return async () => {
      await rm(blobs)
      await rename(aside, blobs).catch(() => undefined)
    }
  },
})

describe('files, killed', () => {
  killAndReopen('STO-45', {
    name: 'files',
    async reopen(directory) {
      const blobs = new FileBlobStore(path.join(directory, 'blobs'))
      const kept = new Set<number>()
      for await (const sha256 of blobs.list()) {
        const doc = new Y.Doc()
        Y.applyUpdate(doc, (await blobs.get(sha256)) ?? new Uint8Array())
        for (const key of doc.getMap('m').keys()) kept.add(Number(key.slice(1)))
      }
      return kept
    },
  })
})
