import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { box } from '../boardShapes.ts'

/** A well-formed change of a board that no honest client makes. `id` begins with `hostile`. */
export interface HostileRecord {
  what: string
  write(doc: Y.Doc): void
}

function record(
  what: string,
  make: () => unknown,
  id = `shape:hostile-${what.replaceAll(/\W+/gu, '-')}`,
): HostileRecord {
  return { what, write: (doc) => void doc.getMap('records').set(id, make()) }
}

function shape(what: string, patch: (id: string) => object): HostileRecord {
  const name = `hostile-${what.replaceAll(/\W+/gu, '-')}`
  return record(what, () => ({ ...box(name), ...patch(`shape:${name}`) }))
}

function nested(levels: number): unknown {
  let value: unknown = 1
  for (let i = 0; i < levels; i++) value = [value]
  return value
}

/** An update that puts a value into `records` past what Yjs looks at when it writes one. */
function rawValue(key: string, value: encoding.AnyEncodable): Uint8Array {
  const encoder = encoding.createEncoder()
  for (const number of [1, 1, new Y.Doc().clientID, 0]) encoding.writeVarUint(encoder, number)
  encoding.writeUint8(encoder, 0x28)
  encoding.writeVarUint(encoder, 1)
  encoding.writeVarString(encoder, 'records')
  encoding.writeVarString(encoder, key)
  encoding.writeVarUint(encoder, 1)
  encoding.writeAny(encoder, value)
  encoding.writeVarUint(encoder, 0)
  return encoding.toUint8Array(encoder)
}

/** Records that every reader leaves out. */
export const UNREADABLE: readonly HostileRecord[] = [
  shape('NaN', () => ({ x: Number.NaN })),
  shape('infinity', () => ({ y: Number.POSITIVE_INFINITY })),
  shape('far out', () => ({ x: 1e12 })),
  shape('a text for a number', () => ({ rotation: 'upright' })),
  shape('an unknown type', () => ({ type: 'bomb' })),
  shape('an unknown type of record', () => ({ typeName: 'bomb' })),
  shape('another id', () => ({ id: 'shape:somebody-else' })),
  shape('no props', () => ({ props: null })),
  shape('an id of the wrong scheme', () => ({ typeName: 'page' })),
  shape('ten megabytes of meta', () => ({ meta: { text: 'x'.repeat(7 * 1024 * 1024) } })),
  shape('deep meta', () => ({ meta: { deep: nested(200) } })),
  shape('bytes', () => ({ meta: { bytes: new Uint8Array(9) } })),
  shape('an order key that is none', () => ({ index: 'a' })),
  shape('a presence for a record', () => ({ typeName: 'instance_presence' })),
  record('nothing', () => null),
  record('a number', () => 7),
  record('an array', () => [1, 2, 3]),
  record('only bytes', () => new Uint8Array(9)),
  record('a shared map', () => new Y.Map(Object.entries(box('hostile-a-shared-map')))),
  record('a shared array', () => Y.Array.from([1])),
  record('a shared text', () => new Y.Text('{}')),
  record('XML', () => new Y.XmlText('<b>')),
  record('an XML element', () => new Y.XmlElement('script')),
  {
    what: 'a prototype',
    // Yjs itself refuses to write an object with a constructor of its own.
    write: (doc) => {
      const value = JSON.parse(
        '{"__proto__":{"typeName":"shape"},"constructor":{"prototype":{}}}',
      ) as encoding.AnyEncodable
      Y.applyUpdate(doc, rawValue('shape:hostile-a-prototype', value))
    },
  },
  record('a record called __proto__', () => box('x'), '__proto__'),
  record('a record called constructor', () => box('x'), 'constructor'),
  record('a record without a name', () => box('x'), ''),
]

/** Changes that leave every record readable, or readable as something harmless. */
export const ODD: readonly HostileRecord[] = [
  shape('a parent that is itself', (id) => ({ parentId: id })),
  shape('a parent in a circle', () => ({ parentId: 'shape:hostile-the-circle-s-other-half' })),
  shape('the circle s other half', () => ({ parentId: 'shape:hostile-a-parent-in-a-circle' })),
  shape('no such parent', () => ({ parentId: 'shape:nowhere' })),
  shape('an order key that another has', () => ({ index: 'a1' })),
  {
    what: 'a binding with one end',
    write: (doc) =>
      void doc.getMap('records').set('binding:hostile', {
        id: 'binding:hostile',
        typeName: 'binding',
        type: 'arrow',
        fromId: 'shape:nowhere',
        toId: 'shape:hostile-no-such-parent',
        props: { terminal: 'end', normalizedAnchor: { x: 0, y: 0 }, isExact: false, isPrecise: false, snap: 'none' },
        meta: {},
      }),
  },
  {
    what: 'edits and texts of nobody',
    write: (doc) => {
      doc.getMap('edits').set('shape:nobody/place', [1, 2])
      doc.getMap('edits').set('__proto__/__proto__', { polluted: true })
      doc.getMap('edits').set('/', 1)
      doc.getMap('texts').set('shape:nobody/who', new Y.Text('x'))
      doc.getMap('texts').set('shape:hostile-no-such-parent/who', new Y.Map())
    },
  },
  {
    what: 'a list in the root of records',
    write: (doc) => {
      const other = new Y.Doc()
      other.getArray('records').push(['a list', 'where a map belongs'])
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(other))
    },
  },
  { what: 'roots of its own', write: (doc) => doc.getArray('mine').push([box('x')]) },
]
