import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { LmdbUpdateLog } from '../../../server/storage/lmdb/lmdbUpdateLog.ts'
import { numberedUpdate } from '../../support/numberedUpdate.ts'

it('STO-299: LMDB is asked to write nothing that the disk would refuse, and goes on once it does not', async () => {
  const directory = await mkdtemp(path.join(tmpdir(), 'betwixt-canary-'))
  const log = await LmdbUpdateLog.open({ directory, now: () => 1 })
  try {
    await log.append('board', [numberedUpdate(1)])
    // A folder in its place takes no byte.
    await rm(path.join(directory, 'canary'))
    await mkdir(path.join(directory, 'canary'))
    await expect(log.append('board', [numberedUpdate(2)])).rejects.toMatchObject({ code: 'storage-unwritable' })
    await expect(log.compact('board')).rejects.toMatchObject({ code: 'storage-unwritable' })
    expect((await log.load('board'))?.tail).toHaveLength(1)
    await rm(path.join(directory, 'canary'), { recursive: true })
    await log.append('board', [numberedUpdate(3)])
    expect((await log.load('board'))?.tail).toHaveLength(2)
  } finally {
    await log.close()
    await rm(directory, { recursive: true })
  }
})
