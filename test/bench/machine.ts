import { availableParallelism, totalmem } from 'node:os'
import { cores } from './cores.ts'
import { peerVersion } from './peers/install.ts'

/** When and on what was measured, in a line: the day, the machine's size, versions. Nothing that tells which machine. */
export async function machine(): Promise<string> {
  const split = cores()
  const [hocuspocus, sqlite, yWebsocket] = await Promise.all(
    ['@hocuspocus/server', 'sqlite3', '@y/websocket-server'].map(peerVersion),
  )
  return [
    new Date().toISOString().slice(0, 10),
    `${availableParallelism()} processor cores and ${Math.round(totalmem() / 2 ** 30)} GB of memory`,
    'shared' in split
      ? `server and clients share them (${split.shared})`
      : 'the server on one, its clients on the rest',
    `Node ${process.versions.node}`,
    `Hocuspocus ${hocuspocus} (sqlite3 ${sqlite})`,
    `y-websocket-server ${yWebsocket} (y-leveldb)`,
  ].join('; ')
}
