import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { restoreBackup } from '../../../server/backup/restoreBackup.ts'
import { DATA_FORMAT } from '../../../server/migrations/dataFormat.ts'
import { migrations, type Migration } from '../../../server/migrations/migrations.ts'
import { prepareDataFolder } from '../../../server/migrations/prepareDataFolder.ts'
import { openStorage } from '../../../server/storage/openStorage.ts'
import { filledDataFolder } from '../../support/dataFolders.ts'
import { SourceServer } from '../../support/sourceServer.ts'
import { stopAtStep } from '../../support/stopAtStep.ts'

/** A data folder of each form that there was, as a server of that time left it. */
const FIXTURES = fileURLToPath(new URL('../../support/dataFormats', import.meta.url))
const NOW = Date.UTC(2026, 10, 28, 6)

describe('the form of the data folder', { timeout: 240_000 }, () => {
  let folder: string
  let dataDir: string
  const formatIn = async (where: string): Promise<unknown> =>
    JSON.parse(await readFile(path.join(where, 'format.json'), 'utf8'))
  const older = (format: number) => cp(path.join(FIXTURES, String(format)), dataDir, { recursive: true })
  /** What there is to be seen of it: each board with its size and time, and whether the record is whole. */
  const seen = async (where: string) => {
    const { storage, report } = await openStorage(where, () => NOW)
    const boards = storage.catalog.list('boards')
    const found = await Promise.all(
      boards.map(async ({ id, title }) => [title, (await storage.log.load(id))?.state?.length, storage.updatedAt(id)]),
    )
    const records = storage.catalog.list('records')
    const bodies = await Promise.all(records.map(({ recordSha256 }) => storage.recordBodies.get(recordSha256)))
    await storage.close()
    return {
      report,
      boards: found,
      records: bodies.map((body) => body !== null),
      shares: storage.catalog.list('shares').length,
    }
  }

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'betwixt-format-'))
    dataDir = path.join(folder, 'data')
  })
  afterEach(() => rm(folder, { recursive: true }))

  it('OPS-110: a new folder has the form of this version, and no backup is made of it', async () => {
    await mkdir(dataDir)
    await writeFile(path.join(dataDir, 'my-key'), 'something of the operator’s')
    expect(await prepareDataFolder(dataDir, () => NOW)).toEqual({ restore: null, migrated: [], backup: null })
    expect(await formatIn(dataDir)).toEqual({ format: DATA_FORMAT })
    expect(await readdir(dataDir)).toEqual(['format.json', 'my-key'])
  })

  it('OPS-111: every step leads to the next form, the last to that of this version, and a folder of each form is kept', async () => {
    expect(migrations.map(({ to }) => to)).toEqual(migrations.map((_, index) => index + 2))
    expect(migrations.at(-1)?.to).toBe(DATA_FORMAT)
    expect((await readdir(FIXTURES)).sort()).toEqual(migrations.map(({ to }) => String(to - 1)))
  })

  it.each(migrations.map(({ to }) => to - 1))(
    'OPS-112: a folder of form %i is brought up to date after a backup of it, with all that it had',
    async (form) => {
      await older(form)
      const copy = path.join(folder, 'before')
      await cp(dataDir, copy, { recursive: true })
      const before = await seen(copy)
      const { migrated, backup } = await prepareDataFolder(dataDir, () => NOW)
      expect(migrated.length).toBe(DATA_FORMAT - form)
      expect(backup).toBe(path.join(dataDir, 'backups', `before-format-${DATA_FORMAT}-20261128T060000Z.tar`))
      expect(await formatIn(dataDir)).toEqual({ format: DATA_FORMAT })
      const after = await seen(dataDir)
      expect(after.boards.length).toBeGreaterThan(1)
      expect(after.boards.every(([, , updatedAt]) => typeof updatedAt === 'number')).toBe(true)
      expect(after.records).toEqual([true])
      expect(after.shares).toBe(1)
      expect(after.report).toEqual({ damagedCatalog: null, boardsFound: 0, recordsFound: 0 })
      const untimed = ({ boards, ...rest }: typeof after) => ({
        ...rest,
        boards: boards.map((board) => board.slice(0, 2)),
      })
      expect(untimed(after)).toEqual(untimed(before))

      const restored = path.join(folder, 'restored')
      await restoreBackup(restored, backup ?? '', false)
      expect(await prepareDataFolder(restored, () => NOW)).toMatchObject({ migrated })
      expect(await seen(restored)).toEqual(after)
      expect(await prepareDataFolder(dataDir, () => NOW)).toEqual({ restore: null, migrated: [], backup: null })
    },
  )

  it('OPS-113: killed at any step, the next start brings it to an end, with a whole backup from before', async () => {
    await older(1)
    await prepareDataFolder(dataDir, () => NOW)
    const whole = await seen(dataDir)
    let steps = 0
    for (let outcome = 'stopped'; outcome === 'stopped';) {
      steps += 1
      dataDir = path.join(folder, String(steps))
      await older(1)
      outcome = await stopAtStep(steps, () => prepareDataFolder(dataDir, () => NOW))
      await prepareDataFolder(dataDir, () => NOW + 1_000)
      expect(await seen(dataDir)).toEqual(whole)
      const backups = await readdir(path.join(dataDir, 'backups'))
      // Two where it was killed before anything said that the first is there.
      expect(backups.length).toBeLessThanOrEqual(2)
      for (const name of backups) {
        const restored = path.join(dataDir, `restored-${name}`)
        await restoreBackup(restored, path.join(dataDir, 'backups', name), false)
        await expect(readFile(path.join(restored, 'format.json'))).rejects.toThrow(/ENOENT/u)
      }
      expect(backups).not.toEqual([])
    }
    expect(steps).toBeGreaterThan(30)
  })

  it('OPS-114: a step that is killed is run again, those before it are not, and there is one backup', async () => {
    await older(1)
    const run: string[] = []
    let fails = true
    const step = (to: number): Migration => ({
      to,
      what: `to ${to}`,
      run: () => {
        run.push(`to ${to}`)
        return fails && to === 3 ? Promise.reject(new Error('killed')) : Promise.resolve()
      },
    })
    const steps = [step(2), step(3), step(4)]
    await expect(prepareDataFolder(dataDir, () => NOW, steps)).rejects.toThrow('killed')
    fails = false
    await prepareDataFolder(dataDir, () => NOW + 5_000, steps)
    expect(run).toEqual(['to 2', 'to 3', 'to 3', 'to 4'])
    expect(await readdir(path.join(dataDir, 'backups'))).toHaveLength(1)
  })

  it('OPS-115: a folder of a newer version, or one that nobody can tell the form of, ends the server with a sentence', async () => {
    const filled = await filledDataFolder('newer')
    for (const [said, sentence] of [
      [JSON.stringify({ format: DATA_FORMAT + 1 }), /^betwixt: The data in .+ is of a newer version of Betwixt .+\n$/u],
      ['{"form', /^betwixt: .+format\.json cannot be read.+\n$/u],
    ] as const) {
      await writeFile(path.join(filled, 'format.json'), said)
      const server = new SourceServer({ DATA_DIR: filled })
      expect(await server.exit).toBe(1)
      expect([server.stdout, server.stderr]).toEqual(['', expect.stringMatching(sentence)])
      expect(await readFile(path.join(filled, 'format.json'), 'utf8')).toBe(said)
    }
    await rm(filled, { recursive: true })
  })

  it('OPS-116: where the backup cannot be made, nothing is changed and the server says so', async () => {
    await older(1)
    await writeFile(path.join(dataDir, 'backups'), 'a file where the folder should be')
    await expect(prepareDataFolder(dataDir, () => NOW)).rejects.toThrow(/the backup before .+ was not made/u)
    await expect(formatIn(dataDir)).rejects.toThrow(/ENOENT/u)
  })
})
