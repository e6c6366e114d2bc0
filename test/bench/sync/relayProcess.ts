/**
 * The floor: a bare ws relay that knows no documents, keeps nothing and sends every message on to everybody else in
 * the same room.
 */
import type { AddressInfo } from 'node:net'
import { WebSocketServer } from 'ws'
import type { WebSocket } from 'ws'
import { answerAsServerProcess } from './serverProcess.ts'

const rooms = new Map<string, Set<WebSocket>>()
const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false })
server.on('connection', (socket, request) => {
  const [name = '/'] = (request.url ?? '/').split('?')
  const room = rooms.get(name) ?? new Set()
  rooms.set(name, room)
  room.add(socket)
  socket.on('message', (data) => {
    for (const other of room) if (other !== socket) other.send(data)
  })
  socket.on('close', () => room.delete(socket))
  socket.on('error', () => room.delete(socket))
})
server.on('listening', () => answerAsServerProcess((server.address() as AddressInfo).port))
