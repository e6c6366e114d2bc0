/**
 * The socket side of the server on the disk, to be attacked: a process of its own whose memory can be asked for.
 * Argument: the folder. Answers `{ board }` with when it is made and `memory` with the bytes it holds.
 */
import { LmdbUpdateLog } from '../../../server/storage/lmdb/lmdbUpdateLog.ts'
import { startSyncServer } from '../syncServer.ts'

const [directory] = process.argv.slice(2)
if (directory === undefined) throw new Error('Say which folder')
const log = await LmdbUpdateLog.open({ directory, now: () => Date.now() })
// Boards are put away soon, so that what is held afterwards is held for nothing.
const server = await startSyncServer({ log, limits: { idleMs: 500 } })

process.on('message', (message: 'memory' | { board: string }) => {
  if (message === 'memory') {
    globalThis.gc?.()
    const { heapUsed, arrayBuffers } = process.memoryUsage()
    process.send?.({ bytes: heapUsed + arrayBuffers, openBoards: server.rooms.openBoards })
  } else void server.board(message.board).then(() => process.send?.({ made: message.board }))
})
process.on('disconnect', () => process.exit(0))
process.send?.({ port: server.port })
