import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { IDBFactory } from 'fake-indexeddb'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { freePort } from '../../server/launch/freePort.mjs'
import { LmdbUpdateLog } from '../../server/storage/lmdb/lmdbUpdateLog.ts'
import { newBoard, painPoint } from '../support/boardShapes.ts'
import { sitDown, type AtDevice } from '../support/device.ts'
import { Ledger } from '../support/Ledger.ts'
import { randomOf, seeded } from '../support/seeded.ts'
import { SocketPeer } from '../support/socketPeer.ts'
import { SpareServer } from '../support/spareServer.ts'

const BOARD = 'killed'
const CARD = 'common'
const KILLS = Number(process.env['KILLS'] ?? 50)
/** How much faster than the clock devices wait before they try again. */
const HASTE = 60

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Someone who edits all the while. Whose device keeps nothing must not lose what was shown as Saved. */
interface Editor {
  name: string
  ledger: Ledger
  /** What the device keeps its copy in. */
  storage: IDBFactory | null
  device: AtDevice
  /** Between two tabs. */
  isAway: boolean
}

async function makeBoard(directory: string): Promise<void> {
  const log = await LmdbUpdateLog.open({ directory, now: () => Date.now() })
  const doc = new Y.Doc()
  Y.applyUpdate(doc, newBoard())
  doc.transact(() => {
    doc.getMap('records').set(`shape:${CARD}`, painPoint(CARD))
    doc.getMap('texts').set(`shape:${CARD}/whatHurts`, new Y.Text())
  })
  await log.append(BOARD, [Y.encodeStateAsUpdate(doc)], { title: 'Killed', template: 'discovery-map' })
  await log.close()
}

/** The board as somebody sees it who comes with nothing. Null when the server went away meanwhile. */
async function newcomerSees(url: string): Promise<Y.Doc | null> {
  const peer = new SocketPeer(`${url}/${BOARD}`)
  while (!peer.synced && peer.closed === null) await turn()
  peer.socket.terminate()
  return peer.synced ? peer.doc : null
}

describe('a server that is killed again and again', () => {
  it(
    'BND-82: fifty times in a row on one folder, nothing that was shown as Saved is missing for a newcomer, and who keeps a copy loses nothing',
    { timeout: 300_000 },
    async () => {
      const random = randomOf(seeded('killed again and again').seed)
      const directory = await mkdtemp(path.join(tmpdir(), 'betwixt-killed-'))
      await makeBoard(directory)
      const server = new SpareServer(directory, await freePort())
      const sit = (storage: IDBFactory | null): Promise<AtDevice> =>
        sitDown({ url: server.url, boardId: BOARD, haste: HASTE, storage })
      await server.start()
      const editors: Editor[] = []
      /** How often somebody was told Saved. */
      let shown = 0
      for (const [name, storage] of [
        ['a', new IDBFactory()],
        ['b', null],
        ['c', new IDBFactory()],
        ['d', null],
      ] as const) {
        const ledger = new Ledger(name, CARD)
        const device = await sit(storage)
        ledger.follow(device, () => shown++)
        editors.push({ name, ledger, storage, device, isAway: false })
      }

      let isOver = false
      const work = async (): Promise<void> => {
        while (!isOver) {
          for (const { ledger, device, isAway } of editors) if (!isAway && random() < 0.3) ledger.act(device, random)
          await pause(random() * 6)
        }
      }
      const working = work()

      /** Somebody closes the tab and opens another; what the device keeps, it has then. */
      const leaveAndReturn = async (editor: Editor): Promise<void> => {
        editor.isAway = true
        await editor.device.board.close()
        if (editor.storage === null) editor.ledger.forgetUnsaved()
        editor.device = await sit(editor.storage)
        editor.ledger.follow(editor.device, () => shown++)
        editor.isAway = false
      }
      const check = async (): Promise<void> => {
        const due = editors.map(({ ledger }) => ledger.saved)
        const doc = await newcomerSees(server.url)
        if (doc === null) return
        const missing = editors.flatMap(({ ledger }, at) => ledger.missing(doc, due[at]))
        expect(missing).toEqual([])
      }

      let checks = 0
      for (let kill = 0; kill < KILLS; kill++) {
        // Nothing can be lost that was never shown as Saved: somebody has to be told in between.
        const before = shown
        for (let waited = 0; shown === before && waited < 2_000; waited++) await pause(2)
        expect(shown, 'nobody was told Saved any more').toBeGreaterThan(before)
        await pause(random() * 60)
        const when = random()
        if (when < 0.2) {
          await server.compact(BOARD)
          await pause(random() * 8)
        } else if (when < 0.4) {
          server.askToStop()
          await pause(random() * 15)
        }
        await server.kill()
        if (random() < 0.2) {
          // Killed while it opens the folder.
          const starting = server.start()
          await pause(random() * 25)
          await server.kill()
          await starting
          kill++
        }
        await server.start()
        await check()
        checks++
        const leaver = editors[Math.floor(random() * editors.length * 3)]
        if (leaver !== undefined) await leaveAndReturn(leaver)
      }

      isOver = true
      await working
      await Promise.all(editors.map(({ device }) => device.board.whenSaved()))
      const doc = await newcomerSees(server.url)
      if (doc === null) throw new Error('the server went away')
      for (const { ledger, device } of editors) {
        expect(ledger.missing(doc, ledger.length)).toEqual([])
        expect(Y.encodeStateVector(device.doc)).toHaveLength(Y.encodeStateVector(doc).length)
      }
      console.info(`${checks} restarts looked at, Saved was said ${shown} times`)
      for (const { device } of editors) await device.board.close()
      await server.close()
      await rm(directory, { recursive: true })
    },
  )
})
