import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { WebSocket } from 'ws'
import type * as Y from 'yjs'
import type { BoardBinding } from '../../client/board/BoardBinding.ts'
import { bindBoard } from '../../client/board/bindBoard.ts'
import { LiveBoard } from '../../client/board/LiveBoard.ts'
import type { CloseReason } from '../../shared/sync/closeCodes.ts'
import { newStore } from './boardPeers.ts'
import { realScheduler } from './realScheduler.ts'

/** Gives the tests of a file an empty browser storage, or none. */
export function setStorage(storage: IDBFactory | undefined): void {
  Object.defineProperty(globalThis, 'indexedDB', { value: storage, configurable: true, writable: true })
}

export function freshStorage(): IDBFactory {
  const storage = new IDBFactory()
  setStorage(storage)
  return storage
}

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
}

/** A board open in Node, over a real socket and with a storage in memory. */
export function openDevice({
  url,
  boardId,
  as,
  haste = 1,
  reloaded = false,
  whyRefused = () => Promise.resolve(null),
}: DeviceOptions): LiveBoard {
  class Socket extends WebSocket {
    constructor(address: string) {
      super(as === undefined ? address : `${address}&as=${as}`)
    }
  }
  return new LiveBoard(boardId, {
    syncUrl: url,
    scheduler: { ...realScheduler, after: (delayMs, run) => realScheduler.after(delayMs / haste, run) },
    whyRefused,
    reloadNote: { wasAsked: () => reloaded, ask: () => undefined },
    WebSocket: Socket as unknown as typeof globalThis.WebSocket,
  })
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
