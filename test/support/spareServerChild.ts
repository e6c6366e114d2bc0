/**
 * The socket side of the server on the disk, as a process that is ready to start: it opens the folder when told to, so
 * that one that was killed can be replaced at once. Started by spareServer.ts.
 */
import { LmdbUpdateLog } from '../../server/storage/lmdb/lmdbUpdateLog.ts'
import { startSyncServer } from './syncServer.ts'

/** What the process is told, one thing a message. */
export type SpareOrder = { do: 'open'; directory: string; port: number } | { do: 'compact'; boardId: string }

let log: LmdbUpdateLog | null = null

process.on('message', (order: SpareOrder) => {
  void carryOut(order)
})

// A test that failed leaves nothing running.
process.on('disconnect', () => process.exit())

async function carryOut(order: SpareOrder): Promise<void> {
  if (order.do === 'compact') {
    await log?.compact(order.boardId)
    return
  }
  const opened = await LmdbUpdateLog.open({ directory: order.directory, now: () => Date.now() })
  log = opened
  // Compaction now and then under load, and none of the long pauses of a real evening.
  const limits = { compactUpdates: 150, retryFirstMs: 20, retryLongestMs: 200 }
  const server = await startSyncServer({ log: opened, port: order.port, limits })
  process.on('SIGTERM', () => {
    void server
      .stop()
      .then(() => opened.close())
      .then(() => process.exit(0))
  })
  process.send?.('listening')
}
