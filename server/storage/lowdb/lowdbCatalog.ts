import { link, mkdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { Low } from 'lowdb'
import type { Catalog, CatalogChange, CatalogView } from '../catalog.ts'
import type { CatalogCollections, CollectionName } from '../catalogEntries.ts'
import { isMissing } from '../files/durableFile.ts'
import { unwritable } from '../unwritable.ts'
import {
  emptyMaps,
  fileBytes,
  fromFile,
  parseFile,
  toFile,
  type CatalogFile,
  type CollectionMaps,
} from './catalogFile.ts'
import { DurableJsonFile } from './durableAdapter.ts'

interface WaitingWrite {
  decide: (now: CatalogView) => readonly CatalogChange[]
  resolve: (view: CatalogView) => void
  reject: (error: unknown) => void
}

export interface LowdbCatalogOptions {
  /** The folder that holds `catalog.json`; made if it is missing. */
  directory: string
  /** Names the damaged file that is kept aside, in milliseconds since 1970. */
  now: () => number
}

/** What was found at the start. */
export interface OpenedCatalog {
  catalog: LowdbCatalog
  /** Whether the file was damaged or missing, and something may not be in the catalog any more. */
  rebuilt: boolean
  /** Where a damaged file was put. */
  damagedFile: string | null
}

/**
 * The catalog as one JSON file through lowdb. The file before the last write is kept as `catalog.previous.json`, so
 * that one that somebody damages costs the last change at most; boards come back from the update log besides.
 */
export class LowdbCatalog implements Catalog {
  readonly #db: Low<CatalogFile>
  readonly #directory: string
  #durable: View
  #waiting: WaitingWrite[] = []
  #writing: Promise<void> | null = null

  private constructor(directory: string, db: Low<CatalogFile>, maps: CollectionMaps) {
    this.#directory = directory
    this.#db = db
    this.#durable = new View(maps)
  }

  /** Opens the catalog, or an empty one. A damaged file is kept aside and replaced by what could be read. */
  static async open(options: LowdbCatalogOptions): Promise<OpenedCatalog> {
    const { directory } = options
    await mkdir(directory, { recursive: true }).catch((error: unknown) => {
      throw unwritable(error)
    })
    const currentFile = path.join(directory, 'catalog.json')
    const current = await readMaps(currentFile)
    const previous =
      current.state === 'whole' ? NOTHING_READ : await readMaps(path.join(directory, 'catalog.previous.json'))
    const whole = current.state === 'whole' || (current.state === 'missing' && previous.state === 'missing')
    const found = !whole && previous.entries > current.entries ? previous : current
    const damagedFile =
      current.state === 'damaged' ? path.join(directory, `catalog.damaged-${options.now()}.json`) : null
    if (damagedFile) await rename(currentFile, damagedFile)
    const adapter = new DurableJsonFile(path.join(directory, 'catalog.json'), parseFile, fileBytes)
    const catalog = new LowdbCatalog(directory, new Low(adapter, toFile(found.maps)), found.maps)
    if (!whole) await catalog.write(() => [])
    return { catalog, rebuilt: !whole, damagedFile }
  }

  get<Name extends CollectionName>(collection: Name, id: string): Readonly<CatalogCollections[Name]> | undefined {
    return this.#durable.get(collection, id)
  }

  list<Name extends CollectionName>(collection: Name): readonly Readonly<CatalogCollections[Name]>[] {
    return this.#durable.list(collection)
  }

  write(decide: (now: CatalogView) => readonly CatalogChange[]): Promise<CatalogView> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ decide, resolve, reject })
      this.#writing ??= this.#writeWaiting()
    })
  }

  async close(): Promise<void> {
    while (this.#writing) await this.#writing
  }

  /** Writes until nobody waits any more. Never rejects: each call hears of its own fate. */
  async #writeWaiting(): Promise<void> {
    // Everything that is asked for in this turn of the event loop shares the first write.
    await Promise.resolve()
    while (this.#waiting.length > 0) {
      const waiting = this.#waiting.splice(0)
      const draft = new Draft(this.#durable)
      const decided: WaitingWrite[] = []
      for (const write of waiting) {
        try {
          draft.apply(write.decide(draft.view))
          decided.push(write)
        } catch (error) {
          write.reject(error)
        }
      }
      if (decided.length === 0) continue
      try {
        const { view } = draft
        await this.#writeFile(view)
        this.#durable = view
        for (const write of decided) write.resolve(view)
      } catch (error) {
        for (const write of decided) write.reject(error)
      }
    }
    // In the same turn as the last look at the queue, or a call in between would wait for ever.
    this.#writing = null
  }

  async #writeFile(view: View): Promise<void> {
    await keepPrevious(this.#directory)
    this.#db.data = toFile(view.maps)
    await this.#db.write()
  }
}

/** One moment of the catalog. */
class View implements CatalogView {
  readonly maps: CollectionMaps

  constructor(maps: CollectionMaps) {
    this.maps = maps
  }

  get<Name extends CollectionName>(collection: Name, id: string): Readonly<CatalogCollections[Name]> | undefined {
    return this.maps[collection].get(id)
  }

  list<Name extends CollectionName>(collection: Name): readonly Readonly<CatalogCollections[Name]>[] {
    return [...this.maps[collection].values()]
  }
}

/** What the changes of one write make of a moment: copies a collection when the first of them touches it. */
class Draft {
  /** What it has come to so far. */
  view: View
  readonly #copies = new Map<CollectionName, Map<string, CatalogCollections[CollectionName]>>()

  constructor(view: View) {
    this.view = view
  }

  apply(changes: readonly CatalogChange[]): void {
    for (const change of changes) {
      const copy = this.#copyOf('put' in change ? change.put : change.remove)
      if ('put' in change) copy.set(change.entry.id, change.entry)
      else copy.delete(change.id)
    }
  }

  #copyOf(name: CollectionName): Map<string, CatalogCollections[CollectionName]> {
    const known = this.#copies.get(name)
    if (known !== undefined) return known
    const copy = new Map<string, CatalogCollections[CollectionName]>(this.view.maps[name])
    this.#copies.set(name, copy)
    // The copy was made from the collection of the same name, and a change's entry fits the collection it names.
    this.view = new View({ ...this.view.maps, [name]: copy })
    return copy
  }
}

interface ReadMaps {
  maps: CollectionMaps
  state: 'whole' | 'damaged' | 'missing'
  entries: number
}

const NOTHING_READ: ReadMaps = { maps: emptyMaps(), state: 'missing', entries: 0 }

async function readMaps(file: string): Promise<ReadMaps> {
  try {
    const stored = await new DurableJsonFile(file, parseFile, fileBytes).read()
    if (stored === null) return NOTHING_READ
    const { maps, invalid } = fromFile(stored)
    return { maps, state: invalid === 0 ? 'whole' : 'damaged', entries: countEntries(maps) }
  } catch {
    return { maps: emptyMaps(), state: 'damaged', entries: 0 }
  }
}

function countEntries(maps: CollectionMaps): number {
  return Object.values(maps).reduce((sum, map) => sum + map.size, 0)
}

/** Keeps a second name of the present file, which the rename that follows then leaves alone. */
async function keepPrevious(directory: string): Promise<void> {
  const previous = path.join(directory, 'catalog.previous.json')
  const fresh = path.join(directory, '.catalog.previous.tmp')
  try {
    await rm(fresh, { force: true })
    await link(path.join(directory, 'catalog.json'), fresh)
    await rename(fresh, previous)
  } catch (error) {
    // No catalog yet, or a file system without links: the log of updates still has every board.
    if (!isMissing(error) && !isUnsupported(error)) throw unwritable(error)
  }
}

function isUnsupported(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : null
  return code === 'EPERM' || code === 'ENOTSUP' || code === 'ENOSYS' || code === 'EOPNOTSUPP' || code === 'EMLINK'
}
