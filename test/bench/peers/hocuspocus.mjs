/** Hocuspocus as its documentation sets it up, keeping its documents in SQLite. Arguments: port, folder. */
import path from 'node:path'
import { SQLite } from '@hocuspocus/extension-sqlite'
import { Server } from '@hocuspocus/server'

const [port, folder] = process.argv.slice(2)
const server = new Server({
  port: Number(port),
  quiet: true,
  extensions: [new SQLite({ database: path.join(folder, 'hocuspocus.sqlite') })],
})
// It would listen on every network: its `address` is handed to Node under a name that Node does not know.
const listen = server.httpServer.listen.bind(server.httpServer)
server.httpServer.listen = (options, ready) => listen({ ...options, host: '127.0.0.1' }, ready)
await server.listen()
