import 'fake-indexeddb/auto'
import { AsyncLocalStorage } from 'node:async_hooks'
import { IDBFactory } from 'fake-indexeddb'
import { WebSocket } from 'ws'
import type * as Y from 'yjs'
import type { BoardBinding } from '../../client/board/BoardBinding.ts'
import { bindBoard } from '../../client/board/bindBoard.ts'
import { LiveBoard } from '../../client/board/LiveBoard.ts'
import type { CloseReason } from '../../shared/sync/closeCodes.ts'
import { newStore } from './boardPeers.ts'
import { realScheduler } from './realScheduler.ts'

/** The storage of the device that runs, where it has one of its own. */
const ownStorage = new AsyncLocalStorage<{ storage: IDBFactory | undefined }>()

/** Gives the tests of a file an empty browser storage, or none. */
export function setStorage(storage: IDBFactory | undefined): void {
  const get = (): IDBFactory | undefined => {
    const own = ownStorage.getStore()
    return own === undefined ? storage : own.storage
  }
  Object.defineProperty(globalThis, 'indexedDB', { get, configurable: true })
}

export function freshStorage(): IDBFactory {
  const storage = new IDBFactory()
  setStorage(storage)
  return storage
}

freshStorage()

export interface DeviceOptions {
  url: string
  boardId: string
  /** Asked when a socket did not open. */
  whyRefused?: () => Promise<CloseReason | null>
  /** The role that the server gives to who asks. */
  as?: string
  /** Whether this tab was asked to reload for a newer board before. */
  reloaded?: boolean
  /** How much faster than the clock it waits. */
  haste?: number
  /** What it keeps its copies in, null for nothing; by default what the tests of the file were given. */
  storage?: IDBFactory | null
}

/** A board open in Node, over a real socket and with a storage in memory. */
export function openDevice({
  url,
  boardId,
  as,
  haste = 1,
  reloaded = false,
  storage,
  whyRefused = () => Promise.resolve(null),
}: DeviceOptions): LiveBoard {
  class Socket extends WebSocket {
    constructor(address: string) {
      super(as === undefined ? address : `${address}&as=${as}`)
    }
  }
  const open = (): LiveBoard =>
    new LiveBoard(boardId, {
      syncUrl: url,
      scheduler: { ...realScheduler, after: (delayMs, run) => realScheduler.after(delayMs / haste, run) },
      whyRefused,
      reloadNote: { wasAsked: () => reloaded, ask: () => undefined },
      WebSocket: Socket as unknown as typeof globalThis.WebSocket,
    })
  return storage === undefined ? open() : ownStorage.run({ storage: storage ?? undefined }, open)
}

/** Someone at a device: an open board with a store bound to it. */
export interface AtDevice {
  board: LiveBoard
  binding: BoardBinding
  doc: Y.Doc
}

export async function sitDown(options: DeviceOptions): Promise<AtDevice> {
  const board = openDevice(options)
  await board.whenReady
  return { board, binding: bindBoard(board, newStore()), doc: board.doc }
}
