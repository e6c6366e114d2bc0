import { mkdtemp, rm } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pino } from 'pino'
import { MACHINE_POLICY } from '../../server/auth/accessPolicy.ts'
import { startServer, type ServerOptions } from '../../server/server.ts'
import { openStorage } from '../../server/storage/openStorage.ts'

/**
 * The whole server in this process, on a port of its own: for what has to come over a real connection. It needs no key
 * unless told otherwise.
 */
export async function listeningServer(options: Partial<ServerOptions> = {}) {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'betwixt-listening-'))
  const { storage } = await openStorage(dataDir, Date.now)
  const running = await startServer({
    storage,
    policy: MACHINE_POLICY,
    host: '127.0.0.1',
    port: 0,
    clientFolder: '/nowhere',
    tldrawLicenseKey: null,
    logger: pino({ level: 'silent' }),
    now: Date.now,
    ...options,
  })
  const url = `http://127.0.0.1:${running.port}${options.site?.basePath ?? ''}`
  return {
    dataDir,
    storage,
    port: running.port,
    url,
    /** Makes a board; resolves with its id. */
    async board(headers: Record<string, string> = {}): Promise<string> {
      const made = await fetch(`${url}/api/v1/boards`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: '{"title":"A board"}',
      })
      return ((await made.json()) as { id: string }).id
    },
    async close(): Promise<void> {
      await running.close()
      await rm(dataDir, { recursive: true })
    },
  }
}

export type ListeningServer = Awaited<ReturnType<typeof listeningServer>>

/** What came back over a bare connection. */
export interface RawAnswer {
  status: number
  headers: Record<string, string>
  body: string
}

/** A connection that says exactly what it is told to, and reads the answers one by one. */
export class RawLine {
  readonly socket: Socket
  #received = Buffer.alloc(0)
  #wake: () => void = () => undefined
  #isClosed = false

  constructor(port: number) {
    this.socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
    this.socket.on('data', (bytes: Buffer) => {
      this.#received = Buffer.concat([this.#received, bytes])
      this.#wake()
    })
    const close = () => {
      this.#isClosed = true
      this.#wake()
    }
    this.socket.on('end', close).on('close', close).on('error', close)
  }

  write(bytes: string | Uint8Array): void {
    if (this.socket.writable) this.socket.write(bytes)
  }

  /** The next whole answer; null where the line is closed before one. */
  async answer(): Promise<RawAnswer | null> {
    for (;;) {
      const answer = this.#takeAnswer()
      if (answer) return answer
      if (this.#isClosed) return null
      await new Promise<void>((resolve) => (this.#wake = resolve))
    }
  }

  destroy(): void {
    this.socket.destroy()
  }

  #takeAnswer(): RawAnswer | null {
    const end = this.#received.indexOf('\r\n\r\n')
    if (end < 0) return null
    const [first = '', ...lines] = this.#received.subarray(0, end).toString('latin1').split('\r\n')
    const headers = Object.fromEntries(
      lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
    )
    const length = Number(headers['content-length'] ?? 0)
    if (this.#received.length < end + 4 + length) return null
    const body = this.#received.subarray(end + 4, end + 4 + length).toString('utf8')
    this.#received = this.#received.subarray(end + 4 + length)
    return { status: Number(first.split(' ')[1]), headers, body }
  }
}

/** Sends bytes over a connection of their own and reads one answer. */
export async function askRaw(port: number, ...parts: (string | Uint8Array)[]): Promise<RawAnswer | null> {
  const line = new RawLine(port)
  for (const part of parts) line.write(part)
  const answer = await line.answer()
  line.destroy()
  return answer
}
