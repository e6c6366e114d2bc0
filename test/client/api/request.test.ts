import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ApiProblem, Unreachable } from '../../../client/api/problem.ts'
import { request } from '../../../client/api/request.ts'

let server: Server
let origin: string
let answer: (response: ServerResponse, asked: { method: string; body: string; type: string | undefined }) => void

beforeEach(async () => {
  server = createServer((incoming, response) => {
    let body = ''
    incoming.on('data', (chunk: Buffer) => (body += chunk.toString()))
    incoming.on('end', () =>
      answer(response, { method: incoming.method ?? '', body, type: incoming.headers['content-type'] }),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterEach(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

describe('asking the server', () => {
  it('sends JSON and reads JSON', async () => {
    answer = (response, asked) => response.end(JSON.stringify(asked))
    const echoed = await request<{ method: string; body: string; type: string }>(`${origin}/x`, {
      method: 'POST',
      json: { title: 'Ünïcode' },
    })
    expect(echoed).toEqual({ method: 'POST', body: '{"title":"Ünïcode"}', type: 'application/json' })
  })

  it('reads an empty answer as nothing', async () => {
    answer = (response) => response.writeHead(204).end()
    expect(await request(`${origin}/x`, { method: 'DELETE' })).toBeUndefined()
  })

  it('UI-2: a refusal is thrown as a problem with its code', async () => {
    answer = (response) => response.writeHead(404).end('{"code":"board-not-found","detail":"There is no such board."}')
    const asked = request(`${origin}/x`)
    await expect(asked).rejects.toBeInstanceOf(ApiProblem)
    await expect(asked).rejects.toMatchObject({ code: 'board-not-found', message: 'There is no such board.' })
  })

  it('UI-3: a server that is not there is unreachable, not a refusal', async () => {
    const gone = origin
    await new Promise((resolve) => server.close(resolve))
    await expect(request(`${gone}/x`)).rejects.toBeInstanceOf(Unreachable)
  })

  it('UI-3: so is one that goes in the middle of its answer', async () => {
    answer = (response) => {
      response.writeHead(200, { 'content-length': '100' })
      response.write('{"half":')
      response.socket?.destroy()
    }
    await expect(request(`${origin}/x`)).rejects.toBeInstanceOf(Unreachable)
  })

  it('an abandoned question is told as abandoned, so that nobody shows it as a failure', async () => {
    const abandon = new AbortController()
    answer = () => abandon.abort()
    await expect(request(`${origin}/x`, { signal: abandon.signal })).rejects.toMatchObject({ name: 'AbortError' })
  })
})
