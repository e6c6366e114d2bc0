import { createHash } from 'node:crypto'
import type { Store } from '@tldraw/store'
import type { TLRecord } from '@tldraw/tlschema'
import { WebSocket } from 'ws'
import type { BoardBinding } from '../../../client/board/BoardBinding.ts'
import { bindBoard } from '../../../client/board/bindBoard.ts'
import { LiveBoard } from '../../../client/board/LiveBoard.ts'
import type { Scheduler } from '../../../client/board/Scheduler.ts'
import { whyRefused } from '../../../client/board/whyRefused.ts'
import { canonicalBoard } from '../../../shared/board/canonical.ts'
import { DOCUMENT_TYPES } from '../../../shared/board/schema.ts'
import { newStore } from '../../support/boardPeers.ts'
import { realScheduler } from '../../support/realScheduler.ts'
import { textIn, type BoardView } from '../facts.ts'
import type { BotCounts } from '../messages.ts'
import { withStorage, type DeviceStorage } from './deviceStorages.ts'

/** A screen draws sixty times a second at the most; fewer are enough where nobody looks. */
const FRAME_MS = 33

const scheduler: Scheduler = {
  ...realScheduler,
  frame: (run) => realScheduler.after(FRAME_MS, run),
}

export interface ScreenOptions {
  boardId: string
  /** Where its line begins. */
  linePort: number
  serverPort: number
  storage: DeviceStorage
  counts: BotCounts
}

/** A board open on a device: the client's own socket, device copy, binding and store, without a browser. */
export class Screen implements BoardView {
  readonly board: LiveBoard
  readonly binding: BoardBinding
  readonly store: Store<TLRecord>

  private constructor(board: LiveBoard) {
    this.board = board
    this.store = newStore()
    this.binding = bindBoard(board, this.store)
  }

  /** Opens it and waits until there is something to see; null where `isStillWanted` says no meanwhile. */
  static async open(
    { boardId, linePort, serverPort, storage, counts }: ScreenOptions,
    isStillWanted: () => boolean,
  ): Promise<Screen | null> {
    class CountedSocket extends WebSocket {
      constructor(address: string) {
        super(address)
        this.on('message', () => counts.messagesIn++)
      }

      override send(data: Parameters<WebSocket['send']>[0]): void {
        counts.messagesOut++
        super.send(data)
      }
    }
    const board = withStorage(
      storage,
      () =>
        new LiveBoard(boardId, {
          syncUrl: `ws://127.0.0.1:${linePort}/sync`,
          scheduler,
          whyRefused: () => whyRefused(`http://127.0.0.1:${serverPort}`, boardId),
          reloadNote: { wasAsked: () => false, ask: () => undefined },
          WebSocket: CountedSocket as unknown as typeof globalThis.WebSocket,
        }),
    )
    while (!board.isReady.get()) {
      if (!isStillWanted()) {
        await board.close()
        return null
      }
      await Promise.race([board.whenReady, new Promise((resolve) => setTimeout(resolve, 200))])
    }
    return new Screen(board)
  }

  get isSaved(): boolean {
    return this.board.status.get().state === 'saved'
  }

  record(id: string): TLRecord | undefined {
    return this.store.unsafeGetWithoutCapture(id as TLRecord['id'])
  }

  text(id: string, field: string): string | undefined {
    return textIn(this.board.doc, id, field)
  }

  put(...records: TLRecord[]): void {
    this.store.put(records)
  }

  remove(...ids: string[]): void {
    this.store.remove(ids as TLRecord['id'][])
  }

  /** Changes a record as the canvas does. */
  change(id: string, change: (record: TLRecord) => TLRecord): void {
    if (this.record(id) !== undefined) this.store.update(id as TLRecord['id'], change)
  }

  /** Brings the store up to date with the document and says how the board looks in both. */
  digests(): { store: string; document: string; invalid: number } {
    this.binding.flush()
    this.binding.mergeNow()
    const shown = this.store.allRecords().filter(({ typeName }) => DOCUMENT_TYPES.has(typeName))
    return {
      store: digest(new Map(shown.map((record) => [record.id as string, record]))),
      document: digest(this.board.reading.records),
      invalid: this.board.reading.invalid.size,
    }
  }

  close(): Promise<void> {
    return this.board.close()
  }
}

/** SHA-256 of a board as every reader should have it. */
export function digest(records: ReadonlyMap<string, TLRecord>): string {
  return createHash('sha256').update(canonicalBoard(records)).digest('hex')
}
