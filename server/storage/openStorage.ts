import path from 'node:path'
import { customAlphabet, nanoid } from 'nanoid'
import { z } from 'zod'
import { recordBodySchema } from '../../shared/api/records.ts'
import type { BlobStore } from './blobStore.ts'
import type { Catalog, CatalogChange } from './catalog.ts'
import type { BoardEntry } from './catalogEntries.ts'
import { ChangeTimes } from './changeTimes.ts'
import { freeBytes, fullnessOf } from './diskSpace.ts'
import { DiskUsage, type DiskUsageReport } from './diskUsage.ts'
import { makeFolderDurably, removeLeftovers, writeFileDurably } from './files/durableFile.ts'
import { FileBlobStore } from './files/fileBlobStore.ts'
import { ThumbnailFiles } from './files/thumbnailFiles.ts'
import { LmdbUpdateLog } from './lmdb/lmdbUpdateLog.ts'
import { LowdbCatalog } from './lowdb/lowdbCatalog.ts'
import { unwritable } from './unwritable.ts'
import type { BoardMeta, UpdateLog } from './updateLog.ts'

/** Everything that is kept, in one folder. */
export interface Storage {
  /** The data folder. */
  dataDir: string
  log: UpdateLog
  /** When a board changed last, in milliseconds since 1970. */
  updatedAt(boardId: string): number | null
  catalog: Catalog
  /** Images, snapshots and frozen readings. */
  blobs: BlobStore
  /** The bodies of decision records, each named by its `recordSha256`. */
  recordBodies: BlobStore
  thumbnails: ThumbnailFiles
  /** Resolves when the disk has just taken something. Throws `storage-unwritable`. */
  checkWritable(): Promise<void>
  /** What it takes on the disk. */
  usage(): Promise<DiskUsageReport>
  /** What is left on the disk, in bytes; without end where the system does not tell. */
  freeBytes(): number
  close(): Promise<void>
}

/** What had to be mended at the start, for the operator's log. */
export interface StorageReport {
  damagedCatalog: string | null
  boardsFound: number
  recordsFound: number
}

/** More than the single byte that a full file system may still have room for. */
const PROBE = 'Written to find out whether the disk takes anything.\n'

/**
 * Opens the data folder, or makes it. What the catalog has lost (its file was damaged, or a process was killed between
 * a board's first update and its entry) comes back from the boards and records themselves.
 * @throws BetwixtError `storage-unwritable`, `storage-damaged`
 */
export async function openStorage(
  dataDir: string,
  now: () => number,
): Promise<{ storage: Storage; report: StorageReport }> {
  const [blobs, recordBodies] = [
    new FileBlobStore(path.join(dataDir, 'blobs')),
    new FileBlobStore(path.join(dataDir, 'records')),
  ]
  await cleanUp(dataDir, [blobs, recordBodies])
  const { catalog, rebuilt, damagedFile } = await LowdbCatalog.open({ directory: dataDir, now })
  const lmdb = await LmdbUpdateLog.open({ directory: path.join(dataDir, 'boards'), now })
  const times = new ChangeTimes(lmdb, now)
  await ensureWorkspace(catalog)
  const boards = missingBoards(catalog, await times.readAll(), times, now())
  // A record's entry is written last, so only a lost catalog can lack one whose body is there and that was promised.
  const records = rebuilt ? await missingRecords(catalog, recordBodies) : []
  if (boards.length + records.length > 0) await catalog.write(() => [...boards, ...records])
  const isFull = fullnessOf(path.join(dataDir, 'boards'))
  const usage = new DiskUsage(dataDir, now)
  const storage: Storage = {
    dataDir,
    log: times.log,
    updatedAt: (boardId) => times.updatedAt(boardId),
    catalog,
    blobs,
    recordBodies,
    thumbnails: await ThumbnailFiles.open(path.join(dataDir, 'thumbnails')),
    usage: () => usage.read(),
    async checkWritable() {
      // Asked first: a folder that was taken away would be made anew.
      if (isFull()) throw unwritable(new Error('The disk is full.'))
      await writeFileDurably(path.join(dataDir, 'boards', 'probe'), PROBE)
    },
    freeBytes: () => freeBytes(dataDir),
    async close() {
      await catalog.close()
      await lmdb.close()
    },
  }
  return {
    storage,
    report: { damagedCatalog: damagedFile, boardsFound: boards.length, recordsFound: records.length },
  }
}

/** Makes the folders whose own entries have to survive a power cut, and removes what killed processes left behind. */
async function cleanUp(dataDir: string, stores: readonly FileBlobStore[]): Promise<void> {
  try {
    await makeFolderDurably(path.join(dataDir, 'boards'))
  } catch (error) {
    throw unwritable(error)
  }
  for (const folder of [dataDir, path.join(dataDir, 'thumbnails')]) await removeLeftovers(folder)
  for (const store of stores) await store.removeLeftovers()
}

async function ensureWorkspace(catalog: Catalog): Promise<void> {
  if (catalog.get('workspace', 'workspace')) return
  const cookieSuffix = customAlphabet('abcdefghijklmnopqrstuvwxyz0123456789', 8)()
  await catalog.write(() => [{ put: 'workspace', entry: { id: 'workspace', cookieSuffix, salt: nanoid() } }])
}

function missingBoards(
  catalog: Catalog,
  metas: ReadonlyMap<string, BoardMeta | null>,
  times: ChangeTimes,
  now: number,
): CatalogChange[] {
  const changes: CatalogChange[] = []
  for (const [id, meta] of metas) {
    if (catalog.get('boards', id)) continue
    const entry: BoardEntry = {
      id,
      title: meta?.title ?? 'A board whose title was lost',
      template: meta?.template ?? 'blank',
      createdAt: times.updatedAt(id) ?? now,
      createdBy: null,
      updatedBy: null,
      trashedAt: null,
      seenInTrash: null,
      isHidden: false,
      assets: {},
    }
    changes.push({ put: 'boards', entry })
  }
  return changes
}

const bodyFromJson = z
  .string()
  .transform((text): unknown => JSON.parse(text))
  .pipe(recordBodySchema)

async function missingRecords(catalog: Catalog, bodies: BlobStore): Promise<CatalogChange[]> {
  const changes: CatalogChange[] = []
  for await (const recordSha256 of bodies.list()) {
    const bytes = await bodies.get(recordSha256).catch(() => null)
    const parsed = bytes && safelyParse(Buffer.from(bytes).toString('utf8'))
    if (!parsed || catalog.get('records', parsed.id)) continue
    const { evidence: _evidence, findings: _findings, ...body } = parsed
    changes.push({ put: 'records', entry: { id: body.id, recordSha256, body, events: [] } })
  }
  return changes
}

function safelyParse(text: string) {
  try {
    return bodyFromJson.parse(text)
  } catch {
    // Not a record of this format: it stays where it is and is left out.
    return null
  }
}
