import type { Board } from '../../shared/api/boards.ts'
import { roleOn, type Principal } from '../auth/principal.ts'
import { isoTime } from '../clock.ts'
import type { BoardEntry } from '../storage/catalogEntries.ts'
import type { Storage } from '../storage/openStorage.ts'
import type { BoardAccess } from '../sync/boardAccess.ts'
import type { LastEditors } from './lastEditors.ts'

/** Boards as the API shows them to one caller. */
export class BoardViews {
  readonly #storage: Pick<Storage, 'updatedAt' | 'thumbnails'>
  readonly #content: BoardAccess
  readonly #lastEditors: LastEditors
  readonly #basePath: string

  constructor(
    storage: Pick<Storage, 'updatedAt' | 'thumbnails'>,
    content: BoardAccess,
    lastEditors: LastEditors,
    basePath: string,
  ) {
    this.#storage = storage
    this.#content = content
    this.#lastEditors = lastEditors
    this.#basePath = basePath
  }

  /** When a board changed last, in milliseconds since 1970. */
  updatedAt(entry: Readonly<BoardEntry>): number {
    return this.#storage.updatedAt(entry.id) ?? entry.createdAt
  }

  view(entry: Readonly<BoardEntry>, principal: Principal): Board {
    const version = this.#storage.thumbnails.version(entry.id)
    return {
      id: entry.id,
      title: entry.title,
      template: entry.template,
      createdAt: isoTime(entry.createdAt),
      updatedAt: isoTime(this.updatedAt(entry)),
      createdBy: entry.createdBy,
      updatedBy: this.#lastEditors.of(entry.id),
      trashedAt: entry.trashedAt === null ? null : isoTime(entry.trashedAt),
      role: roleOn(principal, entry.id) ?? 'viewer',
      hidden: entry.isHidden,
      thumbnail: version === null ? null : `${this.#basePath}/api/v1/boards/${entry.id}/thumbnail?v=${version}`,
      people: this.#content.people(entry.id),
    }
  }
}
