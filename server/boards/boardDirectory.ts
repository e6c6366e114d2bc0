import * as Y from 'yjs'
import { API_LIMITS } from '../../shared/api/limits.ts'
import type { Person } from '../../shared/api/person.ts'
import { newAddressId } from '../addressId.ts'
import type { Sources } from '../../shared/board/sources.ts'
import { fillNewBoard, fillWithStory } from '../../shared/board/create.ts'
import { BetwixtError } from '../../shared/errors.ts'
import { findTemplate } from '../../shared/templates/index.ts'
import { story } from '../../shared/templates/story.ts'
import { localDay } from '../clock.ts'
import { ownershipChanges } from '../shares/ownership.ts'
import type { Catalog } from '../storage/catalog.ts'
import type { BoardEntry } from '../storage/catalogEntries.ts'
import type { Storage } from '../storage/openStorage.ts'
import type { BoardAccess } from '../sync/boardAccess.ts'
import { countTrashDay, isOldTrash } from './oldTrash.ts'

/** Boards that are deleted for good at the same time. */
const PURGED_AT_ONCE = 50

export interface BoardDirectoryDeps {
  storage: Pick<Storage, 'catalog' | 'log' | 'thumbnails'>
  content: BoardAccess
  sources: Sources
  now: () => number
  /** Deletes images that a deleted board had and that nothing else uses. */
  sweepAssets(sha256s: readonly string[]): Promise<void>
}

export interface NewBoardRequest {
  title: string
  template: string
  /** Filled with its template's example, or with the story that all examples tell together. */
  example: boolean | 'all'
  by: Person | null
  /** Whose it is, by the person's id; null for the workspace's own. */
  owner: string | null
}

type AddedBoard = Pick<NewBoardRequest, 'title' | 'by' | 'owner'> & Pick<BoardEntry, 'template' | 'isHidden' | 'assets'>

/** The boards of the workspace: made, renamed, copied, put into the trash and taken out, deleted for good. */
export class BoardDirectory {
  readonly #deps: BoardDirectoryDeps
  readonly #catalog: Catalog

  constructor(deps: BoardDirectoryDeps) {
    this.#deps = deps
    this.#catalog = deps.storage.catalog
  }

  /** A board that is there, in the trash or not. Throws `board-not-found`. */
  find(boardId: string): Readonly<BoardEntry> {
    const entry = this.#catalog.get('boards', boardId)
    if (entry) return entry
    throw new BetwixtError('board-not-found', 'There is no such board. It may have been deleted.')
  }

  /** A board that can be worked on. Throws `board-not-found`, `board-in-trash`. */
  open(boardId: string): Readonly<BoardEntry> {
    const entry = this.find(boardId)
    if (entry.trashedAt === null) return entry
    throw new BetwixtError('board-in-trash', 'This board is in the trash. Restore it to work on it.')
  }

  /** Makes a board with its template's zones, and its example where asked for. On disk when it resolves. */
  async create({ title, template: wanted, example, by, owner }: NewBoardRequest): Promise<BoardEntry> {
    // A board with several templates is of the one that was named, or else of the first.
    const isOfStory = example !== 'all' || story.templates.includes(wanted)
    const template = findTemplate(isOfStory ? wanted : (story.templates[0] ?? wanted))
    if (!template) throw refusedField('template', 'There is no template of this name.')
    if (example === true && template.example === null) throw refusedField('example', 'This template has no example.')
    const doc = new Y.Doc()
    const today = localDay(this.#deps.now())
    if (example === 'all') fillWithStory(doc, story, today, this.#deps.sources)
    else fillNewBoard(doc, { template, ...(example && { exampleFor: today }) }, this.#deps.sources)
    const update = Y.encodeStateAsUpdate(doc)
    doc.destroy()
    return this.#add({ title, template: template.id, by, owner, isHidden: false, assets: {} }, update)
  }

  /** A copy of a board as it is now, with its images; what is hidden stays so. */
  async duplicate(boardId: string, copied: Pick<NewBoardRequest, 'title' | 'by' | 'owner'>): Promise<BoardEntry> {
    const { template, assets, isHidden } = this.open(boardId)
    const state = await this.#deps.content.state(boardId)
    const copy = await this.#add({ ...copied, template, assets, isHidden }, state)
    await this.#copyThumbnail(boardId, copy.id)
    return copy
  }

  /** It looks like what it was copied from. A picture is no content: without one the copy is a copy all the same. */
  async #copyThumbnail(from: string, to: string): Promise<void> {
    const { thumbnails } = this.#deps.storage
    const thumbnail = await thumbnails.get(from)
    if (thumbnail) await thumbnails.put(to, thumbnail.bytes, this.#deps.now()).catch(() => undefined)
  }

  async rename(boardId: string, title: string): Promise<BoardEntry> {
    const { template } = this.open(boardId)
    await this.#deps.storage.log.append(boardId, [], { title, template })
    const entry = await this.#change(boardId, () => ({ title }))
    this.#deps.content.rename(boardId, title)
    return entry
  }

  /** Leaves a board out of the list, or takes it in again. */
  hide(boardId: string, isHidden: boolean): Promise<BoardEntry> {
    this.open(boardId)
    return this.#change(boardId, () => ({ isHidden }))
  }

  /** Puts a board into the trash and closes its sockets. One that is there already stays as it is. */
  async trash(boardId: string): Promise<void> {
    this.find(boardId)
    await this.#change(boardId, (entry) => ({ trashedAt: entry.trashedAt ?? this.#deps.now() }))
    await this.#deps.content.drop(boardId)
  }

  /** Takes a board out of the trash. One that is not there stays as it is. */
  restore(boardId: string): Promise<BoardEntry> {
    this.find(boardId)
    return this.#change(boardId, () => ({ trashedAt: null, seenInTrash: null }))
  }

  /** Deletes for good what lies in the trash. Tells how many boards that were. */
  emptyTrash(): Promise<number> {
    return this.#purge((entry) => entry.trashedAt !== null)
  }

  /** Deletes for good what has been in the trash for 30 days. Has to run each day: it counts those it was there on. */
  async purgeOld(): Promise<number> {
    const now = this.#deps.now()
    const hasUncounted = this.#catalog.list('boards').some((entry) => countTrashDay(entry, now) !== null)
    if (hasUncounted)
      await this.#catalog.write((view) =>
        view.list('boards').flatMap((entry) => {
          const seen = countTrashDay(entry, now)
          return seen === null ? [] : [{ put: 'boards' as const, entry: seen }]
        }),
      )
    return this.#purge((entry) => isOldTrash(entry, now))
  }

  async #add({ title, template, by, owner, isHidden, assets }: AddedBoard, update: Uint8Array): Promise<BoardEntry> {
    const entry: BoardEntry = {
      id: newAddressId(),
      title,
      template,
      createdAt: this.#deps.now(),
      createdBy: by,
      updatedBy: by,
      trashedAt: null,
      seenInTrash: null,
      isHidden,
      assets,
    }
    // The content first: an entry without content would be a board that does not open.
    await this.#deps.content.create(entry.id, update, { title, template })
    try {
      await this.#catalog.write((now) => {
        if (now.list('boards').length < API_LIMITS.boards) {
          const ownership = { boardId: entry.id, at: entry.createdAt, by }
          const owned = owner === null ? [] : ownershipChanges(now, { ...ownership, personId: owner })
          return [{ put: 'boards', entry }, ...owned]
        }
        throw new BetwixtError(
          'limit-reached',
          `There are ${API_LIMITS.boards} boards, which is the most. Delete some and empty the trash.`,
        )
      })
    } catch (error) {
      // Nobody was told of it, so it must not come back as a board that was lost. If the disk does not take even
      // this, it does: an empty board too many rather than one too few.
      await this.#deps.storage.log.delete(entry.id).catch(() => undefined)
      throw error
    }
    return entry
  }

  async #change(boardId: string, change: (entry: BoardEntry) => Partial<BoardEntry>): Promise<BoardEntry> {
    const view = await this.#catalog.write((now) => {
      const entry = now.get('boards', boardId)
      return entry ? [{ put: 'boards', entry: { ...entry, ...change(entry) } }] : []
    })
    const entry = view.get('boards', boardId)
    if (entry) return entry
    throw new BetwixtError('board-not-found', 'There is no such board. It may have been deleted.')
  }

  /** Several at a time, so that they share the writes of log and catalog. */
  async #purge(isDue: (entry: Readonly<BoardEntry>) => boolean): Promise<number> {
    const due = this.#catalog.list('boards').filter(isDue)
    let purged = 0
    const purgeNext = async (): Promise<void> => {
      for (let next = due.pop(); next !== undefined; next = due.pop()) {
        const entry = this.#catalog.get('boards', next.id)
        // It may have been restored while others were deleted.
        if (!entry || !isDue(entry)) continue
        await this.#purgeOne(entry)
        purged += 1
      }
    }
    const running = await Promise.allSettled(Array.from({ length: PURGED_AT_ONCE }, purgeNext))
    for (const result of running) if (result.status === 'rejected') throw result.reason
    return purged
  }

  async #purgeOne({ id, assets }: Readonly<BoardEntry>): Promise<void> {
    await this.#deps.content.drop(id)
    await this.#deps.storage.log.delete(id)
    await this.#deps.storage.thumbnails.delete(id)
    // The entry last: killed before, it is still in the trash and goes the next time.
    await this.#catalog.write((now) => [
      { remove: 'boards', id },
      ...now
        .list('shares')
        .filter((share) => share.boardId === id)
        .map((share) => ({ remove: 'shares' as const, id: share.id })),
    ])
    const sha256s = Object.keys(assets)
    if (sha256s.length > 0) await this.#deps.sweepAssets(sha256s)
  }
}

function refusedField(path: string, message: string): BetwixtError {
  return new BetwixtError('invalid-request', message, { fieldErrors: [{ path, message }] })
}
