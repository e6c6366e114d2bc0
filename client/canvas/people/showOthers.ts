import {
  InstancePresenceRecordType,
  type Editor,
  type TLInstancePresence,
  type TLPageId,
  type TLShapeId,
} from '@tldraw/tldraw'
import { findDiscipline } from '../../../shared/disciplines.ts'
import type { OtherPerson } from '../../board/Presence.ts'
import { sceneOf, type BoardScene } from '../scene.ts'

/** The id by which tldraw knows a browser on this board; one person with two tabs is there twice. */
export function presenceUserId(clientId: number): string {
  return `client:${clientId}`
}

/** Where tldraw's own calls (following, "jump to") find someone. */
export function otherByUserId(scene: BoardScene, userId: string): OtherPerson | undefined {
  for (const other of scene.others.get().values()) if (presenceUserId(other.clientId) === userId) return other
  return undefined
}

/**
 * Shows everybody else on the canvas: their cursors, selections and viewports go into tldraw's store as presence
 * records, which are never part of the board. Returns the function that ends it.
 *
 * @param now ms since the epoch; a cursor that has not moved for a while fades by it.
 */
export function showOthers(editor: Editor, now: () => number): () => void {
  const scene = sceneOf(editor)
  const { others } = scene.connection.presence
  let frame: number | null = null
  const show = () => {
    frame = null
    const present = others.get()
    const put: TLInstancePresence[] = []
    const gone: TLInstancePresence['id'][] = []
    const shown = new Map(scene.others.get())
    for (const [clientId, other] of present) if (shown.get(clientId) !== other) put.push(presenceRecord(other, now()))
    for (const clientId of shown.keys()) if (!present.has(clientId)) gone.push(presenceId(clientId))
    try {
      editor.store.mergeRemoteChanges(() => {
        editor.store.put(put)
        editor.store.remove(gone)
      })
    } catch {
      // The store is in the middle of an operation, and there is no way to ask it: the next frame will do.
      frame = requestAnimationFrame(show)
      return
    }
    scene.others.set(present)
    const writers = writersOf(present)
    if (!sameWriters(writers, scene.writers.get())) scene.writers.set(writers)
  }
  const schedule = () => {
    frame ??= requestAnimationFrame(show)
  }
  schedule()
  const unsubscribe = others.subscribe(schedule)
  return () => {
    unsubscribe()
    if (frame !== null) cancelAnimationFrame(frame)
  }
}

function presenceId(clientId: number): TLInstancePresence['id'] {
  return InstancePresenceRecordType.createId(String(clientId))
}

function presenceRecord(
  { clientId, person, cursor, page, selection, viewport }: OtherPerson,
  now: number,
): TLInstancePresence {
  const onPage = page?.startsWith('page:') === true
  return InstancePresenceRecordType.create({
    id: presenceId(clientId),
    userId: presenceUserId(clientId),
    userName: person.name,
    color: sideColour(person.discipline),
    // A person who looks at no page is nowhere: their record only says that they are there.
    currentPageId: (onPage ? page : 'page:none') as TLPageId,
    cursor: cursor === null ? null : { x: cursor.x, y: cursor.y, type: 'default', rotation: 0 },
    selectedShapeIds: selection.filter((id) => id.startsWith('shape:')) as TLShapeId[],
    camera: viewport === null ? null : { x: -viewport.x, y: -viewport.y, z: 1 },
    screenBounds: viewport === null ? null : { x: 0, y: 0, w: viewport.w, h: viewport.h },
    lastActivityTimestamp: now,
    followingUserId: null,
    brush: null,
    scribbles: [],
    chatMessage: '',
    meta: {},
  })
}

/** A person's hue is that of the side they bring; a variable, so that it follows the theme. */
function sideColour(discipline: string): string {
  return `var(--${findDiscipline(discipline).side})`
}

/** Names of those who have a shape's text open, by shape. */
export function writersOf(others: ReadonlyMap<number, OtherPerson>): Map<string, readonly string[]> {
  const writers = new Map<string, string[]>()
  for (const { editing, person } of others.values()) {
    if (editing === null) continue
    const name = person.name === '' ? 'Somebody' : person.name
    const names = writers.get(editing) ?? []
    if (!names.includes(name)) writers.set(editing, [...names, name])
  }
  return writers
}

function sameWriters(a: ReadonlyMap<string, readonly string[]>, b: ReadonlyMap<string, readonly string[]>): boolean {
  return a.size === b.size && [...a].every(([id, names]) => names.join('\n') === b.get(id)?.join('\n'))
}
