import type { TLShapeId } from '@tldraw/tlschema'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { freePort } from '../../server/launch/freePort.mjs'
import { HiddenBox } from '../support/boardActions.ts'
import { box, newBoard, painPoint } from '../support/boardShapes.ts'
import { freshStorage, sitDown, type AtDevice } from '../support/device.ts'
import { documentOf, MemoryUpdateLog } from '../support/memoryUpdateLog.ts'
import { startSyncServer, type SyncServer } from '../support/syncServer.ts'
import { tcpLine, type TcpLine } from '../support/tcpLine.ts'
import { TextFieldBinding } from '../../client/board/TextFieldBinding.ts'

const BOARD = 'one'
/** Half a minute between looks at what other tabs have kept passes in a third of a second. */
const HASTE = 100

let log: MemoryUpdateLog
let server: SyncServer
let port: number
const tabs: AtDevice[] = []
const lines: TcpLine[] = []

beforeEach(async () => {
  log = new MemoryUpdateLog()
  port = await freePort()
  server = await startSyncServer({ log, port })
  await server.rooms.create(BOARD, newBoard(), { title: 'Board', template: 'discovery-map' })
})

afterEach(async () => {
  for (const { board } of tabs.splice(0)) await board.close()
  for (const line of lines.splice(0)) line.close()
  await server.stop()
  vi.useRealTimers()
})

async function tab(storage: IDBFactory | null | undefined, line?: TcpLine): Promise<AtDevice> {
  const own = storage === undefined ? {} : { storage }
  const opened = await sitDown({ url: line?.url ?? server.url, boardId: BOARD, haste: HASTE, ...own })
  tabs.push(opened)
  return opened
}

async function ownLine(): Promise<TcpLine> {
  const line = await tcpLine(port)
  lines.push(line)
  return line
}

function put(at: AtDevice, name: string, x = 0): void {
  at.binding.store.put([box(name, { x })])
  at.binding.flush()
}

function type(at: AtDevice, text: string): void {
  const hidden = new HiddenBox()
  const field = new TextFieldBinding(at.binding, 'shape:card', 'whatHurts', hidden, () => performance.now())
  hidden.type(field, hidden.value.length, text)
  field.close()
}

const state = (at: AtDevice): string => at.board.status.get().state
const isKept = (at: AtDevice): unknown => at.board.status.get()
const shows = (at: AtDevice, name: string): boolean => at.doc.getMap('records').has(`shape:${name}`)
const stored = (): object => {
  const board = log.boards.get(BOARD)
  return board === undefined ? {} : documentOf(board).getMap('records').toJSON()
}

async function goOffline(line: TcpLine, at: AtDevice): Promise<void> {
  line.stall()
  line.cut()
  await expect.poll(() => state(at)).toBe('offline')
}

describe('two tabs', () => {
  it.each(['one browser', 'two browsers'])(
    'BND-401: one offline for an hour, both edited: both sets of changes are there (%s)',
    async (where) => {
      const storage = new IDBFactory()
      const line = await ownLine()
      const online = await tab(storage)
      const away = await tab(where === 'one browser' ? storage : new IDBFactory(), line)
      online.binding.store.put([painPoint('card', {}, { whatHurts: 'both: ' })])
      put(online, 'common', 1)
      await online.board.whenSaved()
      await expect.poll(() => shows(away, 'card') && shows(away, 'common')).toBe(true)
      await goOffline(line, away)
      for (let minute = 0; minute < 60; minute++) {
        put(away, `away ${minute}`)
        put(online, `online ${minute}`)
      }
      type(away, '<away>')
      type(online, '<online>')
      away.binding.store.update('shape:common' as never, (record) => Object.assign({}, record, { opacity: 0.5 }))
      online.binding.store.update('shape:common' as never, (record) => Object.assign({}, record, { x: 7 }))
      await expect.poll(() => isKept(away)).toMatchObject({ state: 'offline', keptOnDevice: true })
      line.revive()
      await away.board.whenSaved()
      await online.board.whenSaved()
      for (const at of [away, online]) {
        for (let minute = 0; minute < 60; minute++) {
          await expect.poll(() => shows(at, `away ${minute}`) && shows(at, `online ${minute}`)).toBe(true)
        }
        const common = (): unknown => at.binding.store.get('shape:common' as never)
        await expect.poll(common).toMatchObject({ opacity: 0.5, x: 7 })
        const text = (): string | undefined =>
          at.doc.getMap<{ toJSON(): string }>('texts').get('shape:card/whatHurts')?.toJSON()
        await expect.poll(text).toMatch(/<away>.*<online>|<online>.*<away>/u)
      }
      expect(away.board.mergeReport.get()).toEqual([])
    },
  )

  it('BND-402: what a tab that was closed offline had kept is brought to the server by one that is still open', async () => {
    const storage = new IDBFactory()
    const line = await ownLine()
    const [open, closed] = [await tab(storage), await tab(storage, line)]
    await goOffline(line, closed)
    put(closed, 'left behind')
    await expect.poll(() => isKept(closed)).toMatchObject({ keptOnDevice: true })
    await closed.board.close()
    await expect.poll(stored).toHaveProperty('shape:left behind')
    await open.board.whenSaved()
    expect(open.binding.store.get('shape:left behind' as never)).toBeDefined()
  })

  it('BND-402: two tabs edited offline and closed: whichever is opened again brings the changes of both', async () => {
    const storage = new IDBFactory()
    const line = await ownLine()
    const [one, other] = [await tab(storage, line), await tab(storage, line)]
    await goOffline(line, one)
    await goOffline(line, other)
    put(one, 'one')
    put(other, 'other')
    for (const at of [one, other]) await expect.poll(() => isKept(at)).toMatchObject({ keptOnDevice: true })
    await one.board.close()
    await other.board.close()
    line.revive()
    const again = await tab(storage, line)
    await expect.poll(stored).toMatchObject({ 'shape:one': {}, 'shape:other': {} })
    await again.board.whenSaved()
  })

  it('BND-403: what came from another tab is not called saved before the server has it', async () => {
    const storage = new IDBFactory()
    const line = await ownLine()
    const [open, closed] = [await tab(storage), await tab(storage, line)]
    await open.board.whenSaved()
    await goOffline(line, closed)
    log.mood = 'refuses'
    put(closed, 'left behind')
    await expect.poll(() => isKept(closed)).toMatchObject({ keptOnDevice: true })
    await closed.board.close()
    await expect.poll(() => shows(open, 'left behind')).toBe(true)
    await expect.poll(() => open.board.status.get()).toEqual({ state: 'not-saved', reason: 'storage' })
    log.mood = 'works'
    await open.board.whenSaved()
    expect(stored()).toHaveProperty('shape:left behind')
  })

  it('BND-404: storage that the browser takes away is no longer called kept, and is filled anew', async () => {
    // The browser's, not this tab's own: it is taken away from outside.
    const storage = freshStorage()
    const line = await ownLine()
    const away = await tab(undefined, line)
    await away.board.whenSaved()
    await goOffline(line, away)
    put(away, 'a')
    await expect.poll(() => isKept(away)).toMatchObject({ keptOnDevice: true })
    const said: unknown[] = []
    away.board.status.subscribe(() => said.push(away.board.status.get()))
    storage.deleteDatabase(`betwixt/board/${BOARD}`)
    await expect.poll(() => said).toContainEqual({ state: 'offline', pendingOnDevice: 1, keptOnDevice: false })
    await expect.poll(() => isKept(away)).toMatchObject({ keptOnDevice: true })
    await away.board.close()
    line.revive()
    const again = await tab(undefined, line)
    await expect.poll(stored).toHaveProperty('shape:a')
    await again.board.whenSaved()
  })

  it('BND-405: storage that answers nothing keeps nobody from the board, and nothing is called kept', async () => {
    const storage = new IDBFactory()
    vi.spyOn(storage, 'open').mockImplementation(() => ({}) as IDBOpenDBRequest)
    const line = await ownLine()
    const ada = await tab(storage, line)
    put(ada, 'a')
    await ada.board.whenSaved()
    expect(ada.board.isKeptHere).toBe(false)
    await goOffline(line, ada)
    put(ada, 'b')
    expect(ada.board.status.get()).toEqual({ state: 'offline', pendingOnDevice: 1, keptOnDevice: false })
    const ben = await tab(new IDBFactory())
    await expect.poll(() => ben.board.isKeptHere).toBe(true)
  })

  it.each([-1, 1])('BND-406: a device whose clock is wrong by a day (%i) loses nothing', async (days) => {
    const storage = new IDBFactory()
    const line = await ownLine()
    const right = await tab(null)
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + days * 24 * 60 * 60 * 1000 })
    const wrong = await tab(storage, line)
    put(wrong, 'before', 1)
    await wrong.board.whenSaved()
    await goOffline(line, wrong)
    // Set right in the middle of it, and wrong again.
    vi.setSystemTime(Date.now() - days * 24 * 60 * 60 * 1000)
    put(wrong, 'while away')
    vi.setSystemTime(Date.now() + days * 24 * 60 * 60 * 1000)
    put(right, 'meanwhile')
    line.revive()
    await wrong.board.whenSaved()
    await right.board.whenSaved()
    await expect.poll(() => shows(right, 'while away') && shows(wrong, 'meanwhile')).toBe(true)
    expect(stored()).toMatchObject({ 'shape:before': {}, 'shape:while away': {}, 'shape:meanwhile': {} })
  })

  it('BND-408: after an hour away the report names each thing that both changed once, with the values, and the one that holds', async () => {
    const line = await ownLine()
    const away = await tab(new IDBFactory(), line)
    const online = await tab(null)
    const names = Array.from({ length: 60 }, (_, n) => `s${n}`)
    for (const name of names) put(away, name, 1)
    await away.board.whenSaved()
    await expect.poll(() => names.every((name) => shows(online, name))).toBe(true)
    await goOffline(line, away)
    const move = (at: AtDevice, n: number, x: number): void => {
      at.binding.store.update(`shape:s${n}` as never, (record) => Object.assign({}, record, { x }))
      at.binding.flush()
    }
    // Both change the first twenty, the away one the next, the others the next; ten each are taken away by one side.
    for (let minute = 0; minute < 5; minute++) {
      for (let n = 0; n < 40; n++) if (n < 30) move(away, n, 100 + n + minute)
      for (let n = 0; n < 40; n++) if (n < 20 || n >= 30) move(online, n, 200 + n + minute)
    }
    for (let n = 40; n < 50; n++) {
      move(away, n, 300)
      online.binding.store.remove([`shape:s${n}` as never])
    }
    for (let n = 50; n < 60; n++) {
      away.binding.store.remove([`shape:s${n}` as never])
      move(online, n, 300)
    }
    for (const at of [away, online]) at.binding.flush()
    await online.board.whenSaved()
    line.revive()
    await away.board.whenSaved()
    await expect.poll(() => away.board.mergeReport.get()).toHaveLength(40)
    const x = (at: AtDevice, n: number): unknown => {
      const record = at.binding.store.get(`shape:s${n}` as TLShapeId)
      return record?.typeName === 'shape' ? record.x : null
    }
    for (let n = 0; n < 60; n++) await expect.poll(() => x(away, n)).toBe(x(online, n))
    for (const { record, field, mine, theirs, winner } of away.board.mergeReport.get()) {
      const n = Number(record.slice('shape:s'.length))
      if (n < 20) {
        expect({ field, mine, theirs }).toEqual({ field: 'place', mine: [104 + n], theirs: [204 + n] })
        expect(x(away, n)).toBe(winner === 'mine' ? 104 + n : 204 + n)
      } else if (n < 50) {
        expect({ field, winner }).toEqual({ field: 'deleted', winner: 'theirs' })
        expect(x(away, n)).toBeNull()
      } else {
        expect({ mine, theirs, winner }).toEqual({ mine: undefined, theirs: [300], winner: 'mine' })
        expect(x(away, n)).toBeNull()
      }
    }
    expect(online.board.mergeReport.get()).toEqual([])
  })

  it('BND-407: after an hour away undo takes back one’s own newest work and nobody else’s', async () => {
    const line = await ownLine()
    const away = await tab(new IDBFactory(), line)
    const online = await tab(null)
    put(away, 'shared', 1)
    await expect.poll(() => shows(online, 'shared')).toBe(true)
    await goOffline(line, away)
    const { history } = away.binding
    history.mark('moved')
    away.binding.store.update('shape:shared' as never, (record) => Object.assign({}, record, { x: 50 }))
    away.binding.flush()
    history.mark('drawn')
    put(away, 'mine')
    put(online, 'theirs')
    online.binding.store.update('shape:shared' as never, (record) => Object.assign({}, record, { opacity: 0.5 }))
    await online.board.whenSaved()
    line.revive()
    await away.board.whenSaved()
    await expect.poll(() => shows(away, 'theirs')).toBe(true)
    history.undo()
    expect([shows(away, 'mine'), shows(away, 'theirs')]).toEqual([false, true])
    history.undo()
    const shared = (at: AtDevice): unknown => at.binding.store.get('shape:shared' as never)
    for (const at of [away, online]) await expect.poll(() => shared(at)).toMatchObject({ x: 1, opacity: 0.5 })
    await expect.poll(() => shows(online, 'mine')).toBe(false)
  })
})
