import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { restoreBackup } from '../../../server/backup/restoreBackup.ts'
import { writeBackup } from '../../../server/backup/writeBackup.ts'
import { prepareDataFolder } from '../../../server/migrations/prepareDataFolder.ts'
import { lockFolder } from '../../../server/storage/folderLock.ts'
import { contentOf, filledDataFolder } from '../../support/dataFolders.ts'
import { restore } from '../../support/operatorCommand.ts'
import { randomOf, seeded } from '../../support/seeded.ts'
import { stopAtStep } from '../../support/stopAtStep.ts'

const KILLS = 20

describe('a restore', { timeout: 240_000 }, () => {
  let folder: string
  let file: string
  let archive: Buffer
  /** What a folder has after the restore. */
  let restored: Record<string, string>

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'betwixt-restore-'))
    file = path.join(folder, 'file.tar')
    const source = await filledDataFolder('new')
    await writeBackup(source, file, () => 1)
    await rm(source, { recursive: true })
    archive = await readFile(file)
    const into = path.join(folder, 'restored')
    await restoreBackup(into, file, false)
    restored = await contentOf(into)
  })
  afterAll(() => rm(folder, { recursive: true }))

  it('OPS-105: a folder that holds anything is refused without --overwrite, and with it replaced; what is not ours stays', async () => {
    const dataDir = await filledDataFolder('old')
    await writeFile(path.join(dataDir, 'certificate.pem'), 'the operator’s own')
    const before = await contentOf(dataDir)
    const refused = await restore(dataDir, file)
    expect(refused).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/^betwixt: .+ --overwrite .+\n$/u),
    })
    expect(await contentOf(dataDir)).toEqual(before)
    const replaced = await restore(dataDir, file, ['--overwrite'])
    expect(replaced).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('The backup of 1970-') })
    expect(await contentOf(dataDir)).toEqual(restored)
    expect(await readFile(path.join(dataDir, 'certificate.pem'), 'utf8')).toBe('the operator’s own')
    expect((await readdir(dataDir)).filter((name) => name.startsWith('.'))).toEqual([])
    await rm(dataDir, { recursive: true })
  })

  it('OPS-106: it is refused while a server has the folder', async () => {
    const dataDir = await filledDataFolder('old')
    const before = await contentOf(dataDir)
    const unlock = await lockFolder(dataDir)
    const refused = await restore(dataDir, file, ['--overwrite'])
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringMatching(/^betwixt: A server runs on .+\n$/u) })
    await unlock?.()
    expect(await contentOf(dataDir)).toEqual(before)
    await rm(dataDir, { recursive: true })
  })

  it('OPS-107: an archive that was cut off, changed or made up is refused before anything is touched', async () => {
    const random = randomOf(seeded('damaged archives').seed)
    const dataDir = await filledDataFolder('old')
    const before = await contentOf(dataDir)
    const bad = path.join(folder, 'bad.tar')
    const refuse = async (bytes: Uint8Array, why: string) => {
      await writeFile(bad, bytes)
      await expect(restoreBackup(dataDir, bad, true), why).rejects.toThrow(/was not restored/u)
      expect(await contentOf(dataDir)).toEqual(before)
      expect((await readdir(dataDir)).filter((name) => name.startsWith('.'))).toEqual([])
    }
    for (let cut = 0; cut < archive.length - 1024; cut += 1 + Math.floor(random() * (archive.length / 40))) {
      await refuse(archive.subarray(0, cut), `cut off at ${cut}`)
    }
    const padding = paddingOf(archive)
    for (let flipped = 0; flipped < 60; flipped++) {
      const at = Math.floor(random() * (archive.length - 1024))
      if (padding(at)) continue
      const bytes = Buffer.from(archive)
      bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8))
      await refuse(bytes, `flipped at ${at}`)
    }
    await refuse(withName('../../evil.json'), 'a path that leads out')
    await refuse(withName('blobs/evil.json'), 'a name that is none of ours')
    await expect(restoreBackup(dataDir, path.join(folder, 'none.tar'), true)).rejects.toThrow(/There is no file/u)
    await rm(dataDir, { recursive: true })
  })

  it('OPS-108: killed at any step, it leaves the old data or the new, which the next start brings to an end', async () => {
    const source = await filledDataFolder('old')
    const old = await contentOf(source)
    let steps = 0
    let isNew = 0
    for (let outcome = 'stopped'; outcome === 'stopped';) {
      steps += 1
      // One of its own each time: what was stopped holds the lock.
      const dataDir = path.join(folder, `step-${steps}`)
      await cp(source, dataDir, { recursive: true })
      outcome = await stopAtStep(steps, () => restoreBackup(dataDir, file, true))
      const { restore: told } = await prepareDataFolder(dataDir, () => 1)
      const content = await contentOf(dataDir)
      if (content['catalog.json'] === restored['catalog.json']) isNew += 1
      expect(content).toEqual(isNew > 0 ? restored : old)
      expect((await readdir(dataDir)).filter((name) => name.startsWith('.'))).toEqual([])
      if (told !== null) expect(told).toBe(isNew > 0 ? 'finished' : 'forgotten')
    }
    expect([steps > 40, isNew > 20]).toEqual([true, true])
    await rm(source, { recursive: true })
  })

  it('OPS-108: killed at random moments as well', async () => {
    const random = randomOf(seeded('restores killed').seed)
    const dataDir = await filledDataFolder('old')
    const old = await contentOf(dataDir)
    const begunAt = performance.now()
    await restore(path.join(folder, 'timed'), file)
    const wholeMs = performance.now() - begunAt
    for (let kill = 0; kill < KILLS; kill++) {
      await restore(dataDir, file, ['--overwrite'], wholeMs * (0.6 + random() * 0.5))
      await prepareDataFolder(dataDir, () => 1)
      const content = await contentOf(dataDir)
      expect([old, restored]).toContainEqual(content)
    }
    await rm(dataDir, { recursive: true })
  })

  /** An archive like ours in which the first file has another name, with a checksum that is right. */
  function withName(name: string): Buffer {
    const bytes = Buffer.from(archive)
    bytes.fill(0, 0, 100)
    bytes.write(name, 0, 'latin1')
    bytes.fill(' ', 148, 156)
    const sum = bytes.subarray(0, 512).reduce((total, byte) => total + byte, 0)
    bytes.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
    return bytes
  }
})

/** Tells whether an offset lies in the padding behind a file, which means nothing. */
function paddingOf(archive: Buffer): (at: number) => boolean {
  const spans: [from: number, to: number][] = []
  for (let at = 0; archive[at] !== 0;) {
    const size = Number.parseInt(archive.toString('latin1', at + 124, at + 136), 8)
    const end = at + 512 + size
    at += 512 + Math.ceil(size / 512) * 512
    spans.push([end, at])
  }
  return (at) => spans.some(([from, to]) => at >= from && at < to)
}
