import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** A line to a port that can go dead: what is sent then arrives nowhere, and nobody is told. */
export async function tcpLine(port: number) {
  let isDead = false
  const sockets = new Set<Socket>()
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1')
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from)
      from.on('data', (bytes) => {
        if (!isDead) to.write(bytes)
      })
      from.on('close', () => {
        sockets.delete(from)
        if (!isDead) to.destroy()
      })
      from.on('error', () => to.destroy())
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/sync`,
    die(): void {
      isDead = true
    },
    revive(): void {
      isDead = false
    },
    close(): void {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}
