import { z } from 'zod'
import type { Person } from '../../shared/api/person.ts'
import { templateReadingSchema } from '../../shared/api/reading.ts'
import {
  recordBodySchema,
  type ChangeRecordStatus,
  type createRecordSchema,
  type DecisionRecord,
  type DecisionRecordDetail,
  type RecordBody,
} from '../../shared/api/records.ts'
import type { RecordStatus } from '../../shared/api/recordStatuses.ts'
import { canonicalJson } from '../../shared/board/canonical.ts'
import { BetwixtError } from '../../shared/errors.ts'
import { newAddressId } from '../addressId.ts'
import { isoTime, localDay } from '../clock.ts'
import type { BlobStore } from '../storage/blobStore.ts'
import type { Catalog, CatalogView } from '../storage/catalog.ts'
import type { BoardEntry, RecordEntry } from '../storage/catalogEntries.ts'
import { gzipState } from '../storage/mergeBoard.ts'
import type { Storage } from '../storage/openStorage.ts'
import type { BoardAccess } from '../sync/boardAccess.ts'
import { boardMoment } from './boardMoment.ts'

export type NewRecord = z.output<typeof createRecordSchema>

/** A record as an export gets it: what was frozen, its hash, and what happened since. */
export interface ExportedRecord {
  body: RecordBody
  recordSha256: string
  status: RecordStatus
  events: RecordEntry['events']
  supersededBy: string | null
}

/** The workspace's decision records. Bodies are written once and never changed; a change of status is an event. */
export class RecordBook {
  readonly #catalog: Catalog
  readonly #blobs: BlobStore
  readonly #bodies: BlobStore
  readonly #content: BoardAccess
  readonly #now: () => number
  /** One record at a time, so that no number is given twice. */
  #turn: Promise<unknown> = Promise.resolve()

  constructor(
    { catalog, blobs, recordBodies }: Pick<Storage, 'catalog' | 'blobs' | 'recordBodies'>,
    content: BoardAccess,
    now: () => number,
  ) {
    this.#catalog = catalog
    this.#blobs = blobs
    this.#bodies = recordBodies
    this.#content = content
    this.#now = now
  }

  /** A record's entry, or undefined. */
  find(recordId: string): Readonly<RecordEntry> | undefined {
    return this.#catalog.get('records', recordId)
  }

  /** All records, newest first. */
  list(): DecisionRecord[] {
    return this.#catalog
      .list('records')
      .map((entry) => this.#view(entry))
      .sort((a, b) => b.number - a.number)
  }

  /**
   * Makes a record of a board as it is now. Everything is on disk when it resolves.
   * @throws BetwixtError `invalid-request` for evidence or a record to supersede that is not there, `storage-unwritable`
   */
  create(board: Readonly<BoardEntry>, input: NewRecord, by: Person | null): Promise<DecisionRecordDetail> {
    const result = this.#turn.then(() => this.#create(board, input, by))
    // Whoever asked hears of a failure; the next in turn does not care.
    this.#turn = result.catch(() => undefined)
    return result
  }

  /** A record with evidence, findings and readings. Throws `record-not-found`, `storage-damaged`. */
  async get(recordId: string): Promise<DecisionRecordDetail> {
    const entry = this.#entry(recordId)
    const { evidence, findings } = await this.#body(entry)
    const readings = await readJson(this.#blobs, entry.body.readingSha256, z.array(templateReadingSchema))
    return { ...this.#view(entry), evidence, findings, readings }
  }

  /** A record for an export. Throws `record-not-found`, `storage-damaged`. */
  async exported(recordId: string): Promise<ExportedRecord> {
    const entry = this.#entry(recordId)
    const { status, supersededBy } = this.#view(entry)
    return {
      body: await this.#body(entry),
      recordSha256: entry.recordSha256,
      status,
      events: entry.events,
      supersededBy,
    }
  }

  /** Appends a change of status. Throws `record-not-found`, `conflict` for the status it has already. */
  async changeStatus(recordId: string, { status, reason }: ChangeRecordStatus, by: Person | null): Promise<void> {
    await this.#catalog.write((now) => {
      const entry = now.get('records', recordId)
      if (!entry) throw noSuchRecord()
      if (statusOf(entry) === status) throw new BetwixtError('conflict', `This record is ${status} already.`)
      const event = { at: isoTime(this.#now()), by, status, reason, supersededBy: null }
      return [{ put: 'records', entry: { ...entry, events: [...entry.events, event] } }]
    })
  }

  async #create(board: Readonly<BoardEntry>, input: NewRecord, by: Person | null): Promise<DecisionRecordDetail> {
    const { evidence, status, ...texts } = input
    if (input.supersedes !== null && !this.find(input.supersedes)) {
      const fieldErrors = [{ path: 'supersedes', message: 'There is no such record.' }]
      throw new BetwixtError('invalid-request', 'The record to supersede is not there.', { fieldErrors })
    }
    const at = this.#now()
    const { state, readings, ...moment } = await this.#content.read(board.id, (doc) =>
      boardMoment(doc, board.id, evidence, localDay(at)),
    )
    const snapshotSha256 = await this.#blobs.put(await gzipState(state))
    const readingSha256 = await this.#blobs.put(Buffer.from(JSON.stringify(readings), 'utf8'))
    const body: RecordBody = {
      ...texts,
      ...moment,
      id: newAddressId(),
      number: nextNumber(this.#catalog),
      initialStatus: status,
      createdAt: isoTime(at),
      createdBy: by,
      boardId: board.id,
      boardTitle: board.title,
      boardTemplate: board.template,
      snapshotSha256,
      readingSha256,
    }
    const recordSha256 = await this.#bodies.put(Buffer.from(canonicalJson(body), 'utf8'))
    await this.#catalog.write((now) => {
      const { evidence: _evidence, findings: _findings, ...short } = body
      const entry: RecordEntry = { id: body.id, recordSha256, body: short, events: [] }
      // A proposal does not replace anything yet.
      const replaces = body.initialStatus === 'accepted' ? body.supersedes : null
      const superseded = replaces === null ? undefined : now.get('records', replaces)
      const changes = [{ put: 'records' as const, entry }]
      if (superseded) changes.push({ put: 'records', entry: supersededBy(superseded, body) })
      return changes
    })
    return this.get(body.id)
  }

  #entry(recordId: string): Readonly<RecordEntry> {
    const entry = this.find(recordId)
    if (entry) return entry
    throw noSuchRecord()
  }

  #body(entry: Readonly<RecordEntry>): Promise<RecordBody> {
    return readJson(this.#bodies, entry.recordSha256, recordBodySchema)
  }

  #view({ body, events, recordSha256, ...rest }: Readonly<RecordEntry>): DecisionRecord {
    const board = this.#catalog.get('boards', body.boardId)
    return {
      ...body,
      status: statusOf({ ...rest, body, events, recordSha256 }),
      recordSha256,
      events,
      supersededBy: events.findLast((event) => event.supersededBy !== null)?.supersededBy ?? null,
      board: board ? (board.trashedAt === null ? 'open' : 'trashed') : 'gone',
    }
  }
}

function statusOf(entry: Readonly<RecordEntry>): RecordStatus {
  return entry.events.at(-1)?.status ?? entry.body.initialStatus
}

function supersededBy(entry: Readonly<RecordEntry>, by: RecordBody): RecordEntry {
  const event = {
    at: by.createdAt,
    by: by.createdBy,
    status: 'superseded' as const,
    reason: `Superseded by record ${by.number}, “${by.title}”.`,
    supersededBy: by.id,
  }
  return { ...entry, events: [...entry.events, event] }
}

function nextNumber(catalog: CatalogView): number {
  return Math.max(0, ...catalog.list('records').map(({ body }) => body.number)) + 1
}

async function readJson<Schema extends z.ZodType>(
  store: BlobStore,
  sha256: string,
  schema: Schema,
): Promise<z.output<Schema>> {
  const bytes = await store.get(sha256)
  if (bytes === null) {
    throw new BetwixtError('storage-damaged', `A part of this record (${sha256}) is missing on the server's disk.`)
  }
  const value: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'))
  schema.parse(value)
  // As it was hashed, with fields that this version may not know.
  return value as z.output<Schema>
}

function noSuchRecord(): BetwixtError {
  return new BetwixtError('record-not-found', 'There is no such decision record.')
}
