import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { box, newBoard } from '../../support/boardShapes.ts'
import { freshStorage, openDevice, setStorage, sitDown, type AtDevice } from '../../support/device.ts'
import { freePort } from '../../../server/launch/freePort.mjs'
import { documentOf, MemoryUpdateLog } from '../../support/memoryUpdateLog.ts'
import { startSyncServer, type SyncServer } from '../../support/syncServer.ts'
import { tcpLine } from '../../support/tcpLine.ts'

const META = { title: 'Board', template: 'discovery-map' }
let log: MemoryUpdateLog
let server: SyncServer
const opened: { board: { close(): Promise<void> } }[] = []

beforeEach(async () => {
  freshStorage()
  log = new MemoryUpdateLog()
  server = await startSyncServer({ log })
  await server.rooms.create('one', newBoard(), META)
})

afterEach(async () => {
  for (const { board } of opened.splice(0)) await board.close()
  await server.stop()
})

async function join(as?: string): Promise<AtDevice> {
  const device = await sitDown({ url: server.url, boardId: 'one', ...(as === undefined ? {} : { as }) })
  opened.push(device)
  return device
}

function put(device: AtDevice, name: string, x = 0): void {
  device.binding.store.put([box(name, { x })])
}

function change(device: AtDevice, name: string, patch: object): void {
  device.binding.store.update(`shape:${name}` as never, (record) => Object.assign({}, record, patch))
}

const shape = (device: AtDevice, name: string): unknown => device.binding.store.get(`shape:${name}` as never)
const state = (device: AtDevice): string => device.board.status.get().state
const stored = (): unknown => {
  const board = log.boards.get('one')
  return board === undefined ? null : documentOf(board).getMap('records').toJSON()
}

describe('an open board', () => {
  it('BND-70: two devices see each other’s work, and Saved is said when the disk has it', async () => {
    const [ada, ben] = [await join(), await join()]
    put(ada, 'a', 5)
    expect(state(ada)).not.toBe('saved')
    await ada.board.whenSaved()
    expect(state(ada)).toBe('saved')
    expect(stored()).toHaveProperty('shape:a')
    await expect.poll(() => shape(ben, 'a')).toMatchObject({ x: 5 })
    expect(ben.board.link.get()).toEqual({ state: 'online' })
  })

  it('BND-71: while the disk has not answered it is Saving, and Not saved when the disk refuses, until it recovers', async () => {
    const ada = await join()
    await expect.poll(() => state(ada)).toBe('saved')
    log.mood = 'holds'
    put(ada, 'a')
    await expect.poll(() => log.appends).toBeGreaterThan(1)
    expect(state(ada)).toBe('saving')
    log.release('refuses')
    await expect.poll(() => ada.board.status.get()).toEqual({ state: 'not-saved', reason: 'storage' })
    log.mood = 'works'
    await expect.poll(() => state(ada)).toBe('saved')
    expect(stored()).toHaveProperty('shape:a')
  })

  it('BND-72: without a server one goes on, the changes are kept on the device, and merge on return', async () => {
    const port = await freePort()
    await server.stop()
    server = await startSyncServer({ log, port })
    const ada = await join()
    put(ada, 'a')
    await ada.board.whenSaved()
    await server.stop()
    await expect.poll(() => state(ada)).toBe('offline')
    put(ada, 'offline', 7)
    await expect
      .poll(() => ada.board.status.get())
      .toEqual({ state: 'offline', pendingOnDevice: 1, keptOnDevice: true })
    server = await startSyncServer({ log, port })
    ada.board.reconnect()
    await expect.poll(() => state(ada)).toBe('saved')
    expect(stored()).toHaveProperty('shape:offline')
  })

  it('BND-73: changes survive closing the tab, are counted, and count as unsaved until the server has them', async () => {
    const port = await freePort()
    await server.stop()
    server = await startSyncServer({ log, port })
    const ada = await join()
    put(ada, 'a')
    await ada.board.whenSaved()
    await server.stop()
    await expect.poll(() => state(ada)).toBe('offline')
    put(ada, 'b')
    change(ada, 'a', { x: 3 })
    await ada.board.close()
    const again = openDevice({ url: server.url, boardId: 'one' })
    opened.push({ board: again })
    await again.whenReady
    await expect.poll(() => again.status.get()).toMatchObject({ state: 'offline', keptOnDevice: true })
    const status = again.status.get()
    expect(status.state === 'offline' && status.pendingOnDevice).toBeGreaterThanOrEqual(2)
    server = await startSyncServer({ log, port })
    again.reconnect()
    await again.whenSaved()
    expect(stored()).toHaveProperty('shape:b')
  })

  it('BND-74: whoever returns is shown what both sides changed, and which value holds', async () => {
    const port = await freePort()
    await server.stop()
    server = await startSyncServer({ log, port })
    const ada = await join()
    for (const name of ['a', 'b', 'gone']) put(ada, name)
    await ada.board.whenSaved()
    await server.stop()
    await expect.poll(() => state(ada)).toBe('offline')
    change(ada, 'a', { x: 11 })
    change(ada, 'gone', { x: 12 })
    put(ada, 'mine-alone')
    await ada.board.close()
    opened.length = 0

    const adasStorage = globalThis.indexedDB
    freshStorage()
    server = await startSyncServer({ log, port })
    const ben = await join()
    change(ben, 'a', { x: 22 })
    change(ben, 'b', { x: 23 })
    ben.binding.store.remove(['shape:gone' as never])
    await ben.board.whenSaved()

    setStorage(adasStorage as never)
    const again = await join()
    await again.board.whenSaved()
    await expect.poll(() => again.board.mergeReport.get().length).toBe(2)
    const report = again.board.mergeReport.get()
    expect(report.map(({ record, field }) => [record, field])).toEqual(
      expect.arrayContaining([
        ['shape:a', 'place'],
        ['shape:gone', 'deleted'],
      ]),
    )
    const place = report.find(({ record }) => record === 'shape:a')
    expect(place).toMatchObject({ mine: [11], theirs: [22] })
    const winner = place?.winner === 'mine' ? 11 : 22
    await expect.poll(() => shape(again, 'a')).toMatchObject({ x: winner })
    await expect.poll(() => shape(ben, 'a')).toMatchObject({ x: winner })
    expect(shape(again, 'gone')).toBeUndefined()
    again.board.dismissMergeReport()
    expect(again.board.mergeReport.get()).toEqual([])
  })

  it('BND-75: without browser storage it works, and does not claim to keep anything', async () => {
    setStorage(undefined)
    const ada = await join()
    put(ada, 'a')
    await ada.board.whenSaved()
    await server.stop()
    await expect.poll(() => state(ada)).toBe('offline')
    put(ada, 'b')
    ada.binding.flush()
    expect(ada.board.status.get()).toEqual({ state: 'offline', pendingOnDevice: 1, keptOnDevice: false })
  })

  it('BND-76: presence carries what the screen tells and the person the server knows, and goes with the socket', async () => {
    const [ada, ben] = [await join(), await join()]
    ada.board.presence.update({ cursor: { x: 1.4, y: 2 }, page: 'page:page', selection: ['shape:a'] })
    const others = (): unknown[] => [...ben.board.presence.others.get().values()]
    await expect.poll(others).toHaveLength(1)
    await expect
      .poll(others)
      .toMatchObject([{ cursor: { x: 1, y: 2 }, page: 'page:page', selection: ['shape:a'], person: { name: 'Ada' } }])
    await ada.board.close()
    await expect.poll(others).toEqual([])
  })

  it('BND-77: a board that is not there closes for good, with the reason', async () => {
    const board = openDevice({ url: server.url, boardId: 'none', whyRefused: async () => 'board-not-found' as const })
    opened.push({ board })
    await expect.poll(() => board.link.get()).toEqual({ state: 'closed', reason: 'board-not-found' })
  })

  it('BND-78: a board put into the trash closes for good; what was not saved stays on the device', async () => {
    const ada = await join()
    await ada.board.whenSaved()
    await server.rooms.drop('one')
    await expect.poll(() => ada.board.link.get()).toEqual({ state: 'closed', reason: 'board-in-trash' })
    put(ada, 'late')
    await expect.poll(() => ada.board.status.get()).toEqual({ state: 'not-saved', reason: 'refused' })
  })

  it('BND-79: everybody hears the new title', async () => {
    const ada = await join()
    const titles: unknown[] = []
    ada.board.onNotice((notice) => titles.push(notice))
    server.rooms.rename('one', 'Returns')
    await expect.poll(() => titles).toEqual([{ type: 'board', title: 'Returns' }])
  })

  it('BND-80: a viewer’s changes are called not saved', async () => {
    const ada = await join('viewer')
    put(ada, 'a')
    await expect.poll(() => ada.board.status.get()).toEqual({ state: 'not-saved', reason: 'read-only' })
    expect(stored()).not.toHaveProperty('shape:a')
  })

  it.each(['a record', 'an edit'])(
    'BND-81: %s that a newer Betwixt wrote stops the writing and asks for a reload',
    async (what) => {
      const [ada, ben] = [await join(), await join()]
      if (what === 'a record') ben.doc.getMap('records').set('shape:new', { ...box('new'), $v: 999 })
      else {
        put(ben, 'old')
        ben.binding.flush()
        ben.doc.getMap('edits').set('shape:old/opacity', { $v: 999, $: 'faint' })
      }
      await expect.poll(() => ada.board.newerSchema.get()).toBe(true)
      put(ada, 'a')
      expect(ada.board.status.get()).toEqual({ state: 'not-saved', reason: 'newer-schema' })
      expect(ada.doc.getMap('records').has('shape:a')).toBe(false)
    },
  )

  it('BND-84: a page that was reloaded for it goes on writing, and leaves out what it does not understand', async () => {
    const ben = await join()
    ben.doc.getMap('records').set('shape:new', { ...box('new'), $v: 999 })
    await expect.poll(stored).toHaveProperty('shape:new')
    const ada = await sitDown({ url: server.url, boardId: 'one', reloaded: true })
    opened.push(ada)
    await expect.poll(() => ada.board.invalidCount.get()).toBe(1)
    expect(ada.board.newerSchema.get()).toBe(false)
    put(ada, 'a')
    await ada.board.whenSaved()
    expect(stored()).toHaveProperty('shape:a')
  })

  it('BND-83: a line that has gone dead without a word is found out, and what was changed arrives by another', async () => {
    const line = await tcpLine(server.port)
    const ada = await sitDown({ url: line.url, boardId: 'one', haste: 10 })
    opened.push(ada)
    await ada.board.whenSaved()
    line.die()
    put(ada, 'a')
    expect(state(ada)).toBe('saving')
    await expect.poll(() => state(ada)).toBe('offline')
    line.revive()
    await expect.poll(() => state(ada)).toBe('saved')
    expect(stored()).toHaveProperty('shape:a')
    line.close()
  })
})
