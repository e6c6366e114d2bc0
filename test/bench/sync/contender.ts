import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { peersFolder } from '../peers/install.ts'
import { betwixtDialect, hocuspocusDialect, relayDialect, yWebsocketDialect, type Dialect } from './dialect.ts'

/** A server that is put under the same work as the others. */
export interface Contender {
  /** What the table calls it. */
  name: string
  dialect: Dialect
  /** Arguments of Node that start it on a port of loopback, keeping what it keeps in a folder. */
  command(port: number, folder: string): string[]
  environment(port: number, folder: string): Record<string, string>
}

const file = (name: string): string => fileURLToPath(new URL(name, import.meta.url))

/** The whole server as it is built and run: HTTP, access and storage are there as an operator has them. */
export const ours: Contender = {
  name: 'Betwixt',
  dialect: betwixtDialect,
  command: () => [file('../../../dist/server/main.js')],
  environment: (port, folder) => ({ PORT: String(port), DATA_DIR: folder, HOST: '127.0.0.1', LOG_LEVEL: 'warn' }),
}

/** The least that sending to everybody costs: a bare `ws` relay that knows no documents and keeps nothing. */
export const floor: Contender = {
  name: 'bare ws relay',
  dialect: relayDialect,
  command: (port) => [file('./relay.mjs'), String(port)],
  environment: () => ({}),
}

/** With its SQLite extension. */
export const hocuspocus: Contender = {
  name: 'Hocuspocus',
  dialect: hocuspocusDialect,
  command: (port, folder) => [path.join(peersFolder, 'hocuspocus.mjs'), String(port), folder],
  environment: () => ({}),
}

/** As its package starts it, with y-leveldb. */
export const yWebsocket: Contender = {
  name: 'y-websocket-server',
  dialect: yWebsocketDialect,
  command: () => [path.join(peersFolder, 'node_modules/@y/websocket-server/src/server.js')],
  environment: (port, folder) => ({
    PORT: String(port),
    HOST: '127.0.0.1',
    YPERSISTENCE: path.join(folder, 'leveldb'),
  }),
}

/** Other people's servers that keep what they are given. */
export const peers: readonly Contender[] = [hocuspocus, yWebsocket]
