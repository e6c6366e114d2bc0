/**
 * The socket side of the server on the disk, as a process of its own: started by tests that kill it, and by the
 * benchmark. Prints its port once it listens. Arguments: the folder, then the boards to make if they are not there.
 */
import { writeSync } from 'node:fs'
import { LmdbUpdateLog } from '../../server/storage/lmdb/lmdbUpdateLog.ts'
import { startSyncServer } from './syncServer.ts'

const [directory, ...boards] = process.argv.slice(2)
if (directory === undefined) throw new Error('Say which folder')

const log = await LmdbUpdateLog.open({ directory, now: () => Date.now() })
const server = await startSyncServer({ log })
for (const board of boards) {
  if ((await log.load(board)) === null) await server.board(board)
}
writeSync(1, `${server.port}\n`)

process.on('SIGTERM', () => {
  void server
    .stop()
    .then(() => log.close())
    .then(() => process.exit(0))
})
