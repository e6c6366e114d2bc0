import { createHash } from 'node:crypto'
import { crc32, deflateSync } from 'node:zlib'
import type { TLRecord, TLShape } from '@tldraw/tlschema'
import { TextFieldBinding } from '../../../client/board/TextFieldBinding.ts'
import { isContainer, isZone } from '../../../shared/board/schema.ts'
import { HiddenBox } from '../../support/boardActions.ts'
import { arrow, arrowBinding, box, frame, painPoint } from '../../support/boardShapes.ts'
import { factOfToken } from '../facts.ts'
import { factsOf, type Person } from './Person.ts'

/** The card that everybody on a board writes in, and its field. */
export const MINUTES = { id: 'shape:minutes', field: 'whatHurts' } as const

/** How many things of their own somebody has on a board at most. */
const MOST_OWN = 12
const MOST_TOKENS = 6
/** Shapes that belong to nobody. */
const LOOSE = 'shape:loose-'
const MOST_LOOSE = 40
/** A person moves a thing 25 times a second. */
const DRAG_STEP_MS = 40

/** Makes a card or a plain shape of their own, on the page. Returns its id. */
export function make(person: Person): string {
  const { random, screen, template } = person
  const name = person.nextName()
  const where = { x: random.whole(-2000, 2000), y: random.whole(2000, 5000), index: `a${random.whole(1, 9)}` }
  const shape = template === 'blank' ? box(name, where) : painPoint(name, where, { who: name, severity: 1 })
  screen.put({ ...shape, meta: { tally: 0 } } as unknown as TLRecord)
  const id = `shape:${name}`
  person.own.push(id)
  person.counts.edits++
  person.note(factsOf(id))
  return id
}

/** A thing of their own, made where there is none. */
export function anOwn(person: Person): string {
  const { own, random } = person
  if (own.length >= MOST_OWN) remove(person, own[0] ?? '')
  return own.length < 3 ? make(person) : (random.pick(own) ?? make(person))
}

/** Counts a thing of their own up, in its meta and, for a card, in a field and a text as well. */
export function tally(person: Person, id: string): void {
  person.screen.change(id, (record) => {
    const count = Number(record.meta['tally'] ?? 0) + 1
    const next = { ...record, meta: { ...record.meta, tally: count } } as TLRecord
    if (next.typeName !== 'shape' || next.type !== 'card') return next
    const { fields } = next.props as { fields: Record<string, unknown> }
    const changed = { ...fields, who: `${person.name} says ${count}`, severity: 1 + (count % 5) }
    return { ...next, props: { ...next.props, fields: changed } } as TLRecord
  })
  person.counts.edits++
  person.note(factsOf(id))
}

/** Drags a thing of their own for a while. */
export async function drag(person: Person, id: string, frames: number): Promise<void> {
  const { random, screen } = person
  const [dx, dy] = [random.whole(-9, 9), random.whole(-9, 9)]
  screen.board.presence.update({ selection: [id], page: 'page:page' })
  for (let step = 0; step < frames && !person.isHurried; step++) {
    screen.change(id, (record) => moved(record, dx, dy))
    const at = screen.record(id)
    if (at?.typeName === 'shape') screen.board.presence.update({ cursor: { x: at.x, y: at.y } })
    person.counts.edits++
    person.note(factsOf(id))
    await person.wait(DRAG_STEP_MS)
  }
  screen.binding.endGesture()
}

function moved(record: TLRecord, dx: number, dy: number): TLRecord {
  return record.typeName === 'shape' ? ({ ...record, x: record.x + dx, y: record.y + dy } as TLShape) : record
}

/** Puts a card of their own into a zone, or takes it out onto the page. */
export function shuffle(person: Person, id: string): void {
  const { random, screen } = person
  const zones = screen.store.allRecords().filter(isZone)
  const parentId = random.chance(0.8) ? (random.pick(zones)?.id ?? 'page:page') : 'page:page'
  screen.change(id, (record) => {
    if (record.typeName !== 'shape') return record
    const place = { x: random.whole(-2000, 2000), y: random.whole(2000, 5000), index: `a${random.whole(1, 99)}V` }
    return { ...record, ...place, parentId } as TLRecord
  })
  person.counts.edits++
  person.note(factsOf(id))
}

/** Moves or widens a zone, which is nobody's own. */
export function moveZone(person: Person): void {
  const zone = person.random.pick(person.screen.store.allRecords().filter(isZone))
  if (zone === undefined) return
  const { random, screen } = person
  screen.change(zone.id, (record) => moved(record, random.whole(-40, 40), random.whole(-40, 40)))
  person.counts.edits++
}

/** Draws a link between two things of their own. */
export function link(person: Person): void {
  const [from, to] = [make(person), make(person)]
  const name = person.nextName()
  const arrowId = `shape:${name}`
  const ends = [
    arrowBinding(`${name}s`, arrowId, from, 'start'),
    arrowBinding(`${name}e`, arrowId, to, 'end'),
  ] as TLRecord[]
  person.screen.put({ ...arrow(name), meta: { tally: 0 } } as unknown as TLRecord, ...ends)
  person.own.push(arrowId)
  person.counts.edits++
  person.note(factsOf(arrowId, `binding:${name}s`, `binding:${name}e`))
}

/** Removes things of their own, with the links that hang on them. */
export function remove(person: Person, ...ids: string[]): void {
  const { screen } = person
  const gone = new Set(ids)
  const records = screen.store.allRecords()
  for (const record of records) {
    if (record.typeName === 'binding' && gone.has(record.toId)) gone.add(record.fromId)
  }
  for (const record of records) if (record.typeName === 'binding' && gone.has(record.fromId)) gone.add(record.id)
  screen.remove(...gone)
  for (const id of gone) {
    const at = person.own.indexOf(id)
    if (at >= 0) person.own.splice(at, 1)
  }
  person.counts.deletions += gone.size
  person.note(factsOf(...gone))
}

/** Does something to the shapes that belong to nobody: makes, moves, nests or deletes one. */
export function disturb(person: Person): void {
  const { random, screen } = person
  const records = screen.store.allRecords()
  const loose = records.filter(({ id }) => id.startsWith(LOOSE))
  const one = random.pick(loose)
  person.counts.edits++
  if (one === undefined || (loose.length < MOST_LOOSE && random.chance(0.3))) {
    const where = { x: random.whole(-3000, 0), y: random.whole(-3000, 0) }
    const name = `loose-${person.nextName()}`
    screen.put(random.chance(0.4) ? frame(name, where) : box(name, where))
  } else if (random.chance(0.25)) {
    screen.remove(one.id)
    person.counts.deletions++
  } else if (random.chance(0.5)) screen.change(one.id, (record) => moved(record, 30, -20))
  else {
    const into = random.pick(records.filter((record) => isContainer(record) && record.id !== one.id))
    if (into !== undefined && !isAbove(person, one.id, into.id)) {
      screen.change(one.id, (record) => ({ ...record, parentId: into.id }) as TLRecord)
    }
  }
}

function isAbove(person: Person, id: string, below: string): boolean {
  for (let at = person.screen.record(below); at?.typeName === 'shape'; at = person.screen.record(at.parentId)) {
    if (at.id === id) return true
  }
  return false
}

/** Types a token into the text that everybody writes in, letter by letter, or takes one of their own out again. */
export async function type(person: Person): Promise<void> {
  const { random, screen, tokens } = person
  const hidden = new HiddenBox()
  const field = new TextFieldBinding(screen.binding, MINUTES.id, MINUTES.field, hidden, () => performance.now())
  screen.board.presence.update({ editing: MINUTES.id })
  try {
    if (!hidden.isEditable) return
    dropUnfinished(person, field, hidden)
    const oldest = tokens[0]
    if (oldest !== undefined && (tokens.length >= MOST_TOKENS || random.chance(0.2))) {
      const at = hidden.value.indexOf(oldest)
      if (at >= 0) hidden.type(field, at, '', oldest.length)
      tokens.shift()
      person.counts.edits++
      person.note([factOfToken(MINUTES.id, MINUTES.field, oldest)])
      return
    }
    const token = `«${person.nextName()}»`
    const key = factOfToken(MINUTES.id, MINUTES.field, token)
    const [spot = 0] = random.some(spotsBetweenTokens(hidden.value), 1)
    hidden.selection = { start: spot, end: spot }
    for (const letter of token) {
      if (!hidden.isEditable) return
      hidden.type(field, hidden.selection.end, letter)
      person.counts.edits++
      person.note([key])
      await person.wait(random.whole(50, 140))
    }
    tokens.push(token)
  } finally {
    field.close()
    screen.board.presence.update({ editing: null })
  }
}

/** What was begun and not finished, because the board was closed over it, is taken out. */
function dropUnfinished(person: Person, field: TextFieldBinding, hidden: HiddenBox): void {
  const unfinished = new RegExp(`«${person.name}-\\d*(?![\\d»])`, 'u').exec(hidden.value)
  if (unfinished !== null) hidden.type(field, unfinished.index, '', unfinished[0].length)
}

/** Where nobody's token is broken, nor one that somebody is typing: behind that one both would go on at one place. */
function spotsBetweenTokens(text: string): number[] {
  const spots = [0]
  for (const { index } of text.matchAll(/»/gu)) spots.push(index + 1)
  return spots
}

/** Uploads an image and puts it on the board. Returns whether the server took it. */
export async function pasteImage(person: Person): Promise<boolean> {
  const { random, screen, boardId, port } = person
  const png = noisePicture(random.bytes(random.whole(200, 30_000)))
  const response = await fetch(`http://127.0.0.1:${port}/api/v1/boards/${boardId}/assets`, {
    method: 'POST',
    body: png,
    headers: { 'content-type': 'image/png' },
  }).catch(() => null)
  if (response === null) return false
  if (response.status !== 201) {
    await response.arrayBuffer()
    if (![503, 507].includes(response.status)) {
      person.tell({ tell: 'wrong', bot: person.name, what: `an image was answered with ${response.status}` })
    }
    return false
  }
  const { src, sha256 } = (await response.json()) as { src: string; sha256: string }
  if (sha256 !== createHash('sha256').update(png).digest('hex')) {
    person.tell({ tell: 'wrong', bot: person.name, what: 'the server names an image by another hash' })
  }
  person.counts.images++
  person.tell({ tell: 'image', bot: person.name, boardId, sha256, bytes: png.length })
  const name = person.nextName()
  const id = `shape:${name}`
  screen.put(asset(name, src), imageShape(name, random.whole(-4000, -2000)))
  person.own.push(id)
  person.counts.edits++
  person.note(factsOf(id, `asset:${name}`))
  return true
}

function asset(name: string, src: string): TLRecord {
  const props = { w: 8, h: 8, name, isAnimated: false, mimeType: 'image/png', src }
  return { id: `asset:${name}`, typeName: 'asset', type: 'image', props, meta: { tally: 0 } } as unknown as TLRecord
}

function imageShape(name: string, x: number): TLRecord {
  const props = {
    w: 80,
    h: 80,
    playing: true,
    url: '',
    assetId: `asset:${name}`,
    crop: null,
    flipX: false,
    flipY: false,
  }
  return {
    ...box(name, { x, y: 0 }),
    type: 'image',
    props: { ...props, altText: '' },
    meta: { tally: 0 },
  } as unknown as TLRecord
}

/** A grey PNG whose pixels are these bytes, in one row. */
function noisePicture(pixels: Uint8Array): Buffer<ArrayBuffer> {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(pixels.length, 0)
  header.writeUInt32BE(1, 4)
  header.set([8, 0, 0, 0, 0], 8)
  const rows = deflateSync(Buffer.concat([Buffer.of(0), pixels]))
  const signature = Buffer.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(body.length + 8)
  frame.writeUInt32BE(data.length, 0)
  frame.set(body, 4)
  frame.writeUInt32BE(crc32(body), body.length + 4)
  return frame
}
