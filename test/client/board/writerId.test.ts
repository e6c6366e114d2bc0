import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { WriterId } from '../../../client/board/WriterId.ts'
import { freePort } from '../../../server/launch/freePort.mjs'
import { box, newBoard } from '../../support/boardShapes.ts'
import { freshStorage, sitDown, type AtDevice } from '../../support/device.ts'
import { documentOf, MemoryUpdateLog } from '../../support/memoryUpdateLog.ts'
import { SocketPeer } from '../../support/socketPeer.ts'
import { startSyncServer, type SyncServer } from '../../support/syncServer.ts'

/** A document with its writer id, and what an open socket was told: claims, and the ids that updates were made under. */
function writing() {
  const doc = new Y.Doc()
  const told: string[] = []
  const socket = { isOpen: false }
  const writerId = new WriterId(doc, (id) => socket.isOpen && told.push(`claim ${id}`) > 0)
  doc.on('update', (_update: Uint8Array, origin: unknown) => {
    if (origin !== 'remote') told.push(`update ${doc.clientID}`)
  })
  return { doc, told, socket, writerId, write: (value: number) => doc.getMap('records').set('key', value) }
}

describe('the id one writes under', () => {
  it('BND-460: is another one on each socket and without one, and claimed before anything is written under it', () => {
    const { doc, told, socket, writerId, write } = writing()
    const ids = [doc.clientID]
    for (const isOpen of [true, false, true]) {
      socket.isOpen = isOpen
      told.length = 0
      writerId.renew()
      ids.push(doc.clientID)
      write(ids.length)
      write(-ids.length)
      const update = `update ${doc.clientID}`
      expect(told).toEqual(isOpen ? [`claim ${doc.clientID}`, update, update] : [update, update])
    }
    expect(new Set(ids).size).toBe(4)
  })

  it('BND-460: that Yjs takes by itself is claimed as well, before anything is written under it', () => {
    const { doc, told, socket, writerId, write } = writing()
    socket.isOpen = true
    writerId.renew()
    const other = new Y.Doc()
    other.clientID = doc.clientID
    other.getMap('records').set('forged', 1)
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(other), 'remote')
    expect(doc.clientID).not.toBe(other.clientID)
    told.length = 0
    write(1)
    expect(told).toEqual([`claim ${doc.clientID}`, `update ${doc.clientID}`])
    writerId.stop()
    doc.clientID += 1
    write(2)
    expect(told.at(-2)).not.toContain('claim')
  })
})

describe('an editor who writes under somebody else’s id', () => {
  let log: MemoryUpdateLog
  let server: SyncServer
  let port: number
  const opened: AtDevice[] = []
  const peers: SocketPeer[] = []

  beforeEach(async () => {
    freshStorage()
    log = new MemoryUpdateLog()
    port = await freePort()
    server = await startSyncServer({ log, port })
    await server.rooms.create('one', newBoard(), { title: 'Board', template: 'discovery-map' })
  })

  afterEach(async () => {
    for (const { board } of opened.splice(0)) await board.close()
    for (const { socket } of peers.splice(0)) socket.terminate()
    await server.stop()
  })

  async function join(): Promise<AtDevice> {
    const device = await sitDown({ url: server.url, boardId: 'one' })
    opened.push(device)
    return device
  }

  async function mallory(): Promise<SocketPeer> {
    const peer = new SocketPeer(`${server.url}/one`)
    peers.push(peer)
    await expect.poll(() => peer.synced).toBe(true)
    return peer
  }

  /** Something is put on the board; done when it is in their document, which is with the next frame. */
  async function put({ binding, doc }: AtDevice, name: string): Promise<void> {
    binding.store.put([box(name)])
    await expect.poll(() => records(doc)).toHaveProperty(`shape:${name}`)
  }

  const records = (doc: Y.Doc): object => doc.getMap('records').toJSON()
  const stored = (): object => {
    const board = log.boards.get('one')
    return board === undefined ? {} : records(documentOf(board))
  }

  it('BND-461: takes the place of nothing that they do: it is not taken, theirs is called saved and is on disk', async () => {
    const [ada, attacker] = [await join(), await mallory()]
    await put(ada, 'first')
    await ada.board.whenSaved()
    await expect.poll(() => attacker.get('shape:first')).toBeTruthy()
    attacker.doc.clientID = ada.doc.clientID
    for (let i = 0; i < 50; i++) attacker.set(`forged-${i}`, i)
    attacker.barrier(1)
    // Whoever is not taken is not answered: what follows under an id of its own says that it came.
    attacker.doc.clientID = 1
    attacker.set('came', true)
    await expect.poll(() => records(ada.doc)).toHaveProperty('came')
    await put(ada, 'second')
    await ada.board.whenSaved()
    expect(stored()).toHaveProperty('shape:second')
    expect(stored()).not.toHaveProperty('forged-0')
    expect(attacker.saved).toEqual(new Set())
    const newcomer = await join()
    await expect.poll(() => records(newcomer.doc)).toHaveProperty('shape:second')
  })

  it('BND-461: takes the place of nothing that they did offline either', async () => {
    const ada = await join()
    await put(ada, 'first')
    await ada.board.whenSaved()
    const known = ada.doc.clientID
    await server.stop()
    await expect.poll(() => ada.board.status.get().state).toBe('offline')
    await put(ada, 'offline')
    server = await startSyncServer({ log, port })
    const attacker = await mallory()
    // Ada is not there, so nobody minds.
    attacker.doc.clientID = known
    for (let i = 0; i < 50; i++) attacker.set(`forged-${i}`, i)
    attacker.barrier(1)
    await expect.poll(() => attacker.saved.has(1)).toBe(true)
    ada.board.reconnect()
    await ada.board.whenSaved()
    expect(stored()).toHaveProperty('shape:offline')
    await put(ada, 'later')
    await ada.board.whenSaved()
    expect(stored()).toHaveProperty('shape:later')
  })
})
