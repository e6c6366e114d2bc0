/** Our server, writing to the disk. Arguments: the folder, then the boards to make. */
import { LmdbUpdateLog } from '../../../server/storage/lmdb/lmdbUpdateLog.ts'
import { startSyncServer } from '../../support/syncServer.ts'
import { answerAsServerProcess } from './serverProcess.ts'

const [directory, ...boards] = process.argv.slice(2)
if (directory === undefined) throw new Error('Say which folder')
const server = await startSyncServer({ log: await LmdbUpdateLog.open({ directory, now: () => Date.now() }) })
for (const board of boards) await server.board(board)
answerAsServerProcess(server.port)
