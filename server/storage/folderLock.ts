import { createHash } from 'node:crypto'
import { realpath, rm } from 'node:fs/promises'
import { connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'

/**
 * Holds a data folder for one server at a time: two would give their updates the same numbers. The lock is a local
 * socket, which the system takes away when the process ends, however it ends; a file with a process id would outlive a
 * kill and could name a stranger afterwards.
 * @returns the release, or null when another server has the folder
 */
export async function lockFolder(folder: string): Promise<(() => Promise<void>) | null> {
  const [usual, other] = socketAddresses(await realpath(folder))
  try {
    return await lock(usual)
  } catch {
    // A system whose folder for temporary files is not ours to write: the data's own folder has to be.
    return lock(other)
  }
}

async function lock(address: string): Promise<(() => Promise<void>) | null> {
  const first = await listen(address)
  if (first) return () => close(first)
  if (await answers(address)) return null
  await rm(address, { force: true })
  const second = await listen(address)
  return second ? () => close(second) : null
}

/** Not in the data folder where it can be helped: backups copy that. A path of a socket has at most about 100 characters. */
function socketAddresses(folder: string): [usual: string, other: string] {
  const name = `betwixt-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`
  const usual = process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : path.join(tmpdir(), `${name}.sock`)
  return [usual, path.join(folder, 'server.sock')]
}

function listen(address: string): Promise<Server | null> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy())
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(null)
      else reject(error)
    })
    server.listen(address, () => {
      server.unref()
      resolve(server)
    })
  })
}

function answers(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(address)
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code === 'EACCES'))
  })
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
  })
}
