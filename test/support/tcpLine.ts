import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

interface Connection {
  near: Socket
  far: Socket
  /** Bytes of it are gone for good, and TCP carries none after them. */
  isBroken: boolean
}

/**
 * A line to a port. It can go dead: what is sent then arrives nowhere, and nobody is told; connections that lost bytes
 * carry nothing any more, others go on once it lives again. It can stall: what is sent then arrives once it lives again.
 * It can be cut, which both ends hear of. It can be slow: so many bytes a second each way.
 */
export async function tcpLine(port: number, bytesPerSecond = Number.POSITIVE_INFINITY) {
  let mood: 'lives' | 'dead' | 'stalls' = 'lives'
  const connections = new Set<Connection>()
  const server = createServer((near) => {
    const connection: Connection = { near, far: connect(port, '127.0.0.1'), isBroken: false }
    connections.add(connection)
    const { far } = connection
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      from.on('data', (bytes) => {
        if (mood === 'dead') connection.isBroken = true
        if (connection.isBroken) return
        to.write(bytes)
        if (!Number.isFinite(bytesPerSecond)) return
        from.pause()
        setTimeout(() => mood !== 'stalls' && from.resume(), (bytes.length / bytesPerSecond) * 1000)
      })
      from.on('close', () => {
        connections.delete(connection)
        if (mood !== 'dead' && !connection.isBroken) to.destroy()
      })
      from.on('error', () => to.destroy())
      if (mood === 'stalls') from.pause()
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/sync`,
    die(): void {
      mood = 'dead'
    },
    stall(): void {
      mood = 'stalls'
      for (const { near, far } of connections) for (const socket of [near, far]) socket.pause()
    },
    cut(): void {
      for (const { near, far } of connections) for (const socket of [near, far]) socket.destroy()
    },
    revive(): void {
      mood = 'lives'
      for (const { near, far } of connections) for (const socket of [near, far]) socket.resume()
    },
    close(): void {
      for (const { near, far } of connections) for (const socket of [near, far]) socket.destroy()
      server.close()
    },
  }
}

export type TcpLine = Awaited<ReturnType<typeof tcpLine>>
