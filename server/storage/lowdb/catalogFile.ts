import { z } from 'zod'
import { catalogSchemas, type CatalogCollections, type CollectionName } from '../catalogEntries.ts'

const COLLECTION_NAMES = Object.keys(catalogSchemas) as readonly CollectionName[]

/** The collections in memory: each a map from id to entry. */
export type CollectionMaps = { readonly [Name in CollectionName]: ReadonlyMap<string, CatalogCollections[Name]> }

const FORMAT = 1

const fileSchema = z.looseObject({ format: z.literal(FORMAT), workspace: z.array(z.unknown()) })

/** The catalog as it lies in its file: the entries of each collection as a list. */
export type CatalogFile = z.infer<typeof fileSchema>

/** Nothing yet. */
export function emptyMaps(): CollectionMaps {
  return mapsOf((name) => new Map<string, CatalogCollections[typeof name]>())
}

/** The maps as a file. */
export function toFile(maps: CollectionMaps): CatalogFile {
  const lists = COLLECTION_NAMES.map((name) => [name, [...maps[name].values()]] as const)
  return { format: FORMAT, workspace: [], ...Object.fromEntries(lists) }
}

/** The JSON of each entry that was written once. Entries are never changed, only replaced. */
const entryBytes = new WeakMap<object, Buffer>()

const COMMA = Buffer.from(',')

/**
 * The file as JSON. The whole of it is written at each change, so an entry that is the same as at the last one is not
 * made into JSON again: with 10,000 boards that would hold up everything else for 20 ms each time.
 */
export function fileBytes(file: CatalogFile): Buffer {
  const parts: Buffer[] = []
  for (const [name, value] of Object.entries(file)) {
    parts.push(Buffer.from(`${parts.length === 0 ? '{' : ','}${JSON.stringify(name)}:`))
    if (Array.isArray(value)) pushList(parts, value)
    else parts.push(Buffer.from(JSON.stringify(value)))
  }
  return Buffer.concat([...parts, Buffer.from('}\n')])
}

function pushList(parts: Buffer[], list: readonly unknown[]): void {
  parts.push(Buffer.from('['))
  for (const [index, entry] of list.entries()) {
    if (index > 0) parts.push(COMMA)
    parts.push(bytesOf(entry))
  }
  parts.push(Buffer.from(']'))
}

function bytesOf(entry: unknown): Buffer {
  if (typeof entry !== 'object' || entry === null) return Buffer.from(JSON.stringify(entry))
  const known = entryBytes.get(entry)
  if (known !== undefined) return known
  const bytes = Buffer.from(JSON.stringify(entry))
  entryBytes.set(entry, bytes)
  return bytes
}

/** Throws when a value read from the disk is no catalog file of this format at all. */
export function parseFile(value: unknown): CatalogFile {
  return fileSchema.parse(value)
}

/** The valid entries of a file, and how many were not: one bad entry must not take the others with it. */
export function fromFile(file: CatalogFile): { maps: CollectionMaps; invalid: number } {
  let invalid = 0
  const maps = mapsOf(<Name extends CollectionName>(name: Name) => {
    const listed: unknown = file[name]
    const entries = new Map<string, CatalogCollections[Name]>()
    // The compiler cannot see that the schema of a name makes the entries of that name.
    const schema = catalogSchemas[name] as unknown as z.ZodType<CatalogCollections[Name]>
    for (const value of Array.isArray(listed) ? listed : []) {
      const parsed = schema.safeParse(value)
      if (parsed.success) entries.set(parsed.data.id, parsed.data)
      else invalid += 1
    }
    return entries
  })
  return { maps, invalid }
}

function mapsOf(
  make: <Name extends CollectionName>(name: Name) => Map<string, CatalogCollections[Name]>,
): CollectionMaps {
  return {
    workspace: make('workspace'),
    boards: make('boards'),
    shares: make('shares'),
    sessions: make('sessions'),
    tokens: make('tokens'),
    records: make('records'),
  }
}
