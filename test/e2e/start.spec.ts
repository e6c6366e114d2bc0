import { once } from 'node:events'
import { WebSocket } from 'ws'
import { BuiltServer } from '../support/builtServer.ts'
import { expect, test } from './fixtures.ts'

test('OPS-20: once it can serve it prints one line with its address, and is healthy', async ({ server, request }) => {
  expect(server.stdout.trim().split('\n')).toHaveLength(1)
  expect(server.stdout).toContain(server.url)
  const health = await request.get(`${server.url}/healthz`)
  expect(health.status()).toBe(200)
  expect(await health.json()).toEqual({ status: 'ok' })
})

test('OPS-21: after SIGTERM it ends with exit code 0 and serves again on the same data', async ({
  server,
  request,
}) => {
  const created = await request.post(`${server.url}/api/v1/boards`, { data: { title: 'Kept over a restart' } })
  expect(created.status()).toBe(201)
  const { id } = (await created.json()) as { id: string }

  expect(await server.stop()).toEqual({ code: 0, signal: null })

  await server.restart()
  const board = await request.get(`${server.url}/api/v1/boards/${id}`)
  expect(await board.json()).toMatchObject({ id, title: 'Kept over a restart' })
})

test('OPS-22: a board answered with 201 is there after a kill -9', async ({ server, request }) => {
  const created = await request.post(`${server.url}/api/v1/boards`, { data: { title: 'Kept over a kill' } })
  const { id } = (await created.json()) as { id: string }
  await server.kill9()
  await server.restart()
  const board = await request.get(`${server.url}/api/v1/boards/${id}`)
  expect(await board.json()).toMatchObject({ id, title: 'Kept over a kill' })
})

test('OPS-23: bad configuration ends it with one line that names the variable', async () => {
  const server = await BuiltServer.prepare({ PORT: 'a lot' })
  try {
    const exit = await server.launch()
    expect(exit.code).toBeGreaterThan(0)
    expect(server.stderr.trim().split('\n')).toHaveLength(1)
    expect(server.stderr).toContain('PORT')
  } finally {
    await server.dispose()
  }
})

test("OPS-24: npm start serves what is built in its own process, so that signals and exit codes are the server's", async ({
  request,
}) => {
  const server = await BuiltServer.prepare({}, 'server/launch/start.mjs')
  try {
    await server.start()
    expect(server.stdout.trim().split('\n')).toHaveLength(1)
    expect((await request.get(`${server.url}/healthz`)).status()).toBe(200)
    expect(await server.stop()).toEqual({ code: 0, signal: null })
  } finally {
    await server.dispose()
  }
})

test('OPS-25: npm run dev serves pages, API and sockets from one address, with the origin checks on', async ({
  page,
}) => {
  // On a fresh machine Vite first prepares the packages it serves.
  test.setTimeout(180_000)
  const server = await BuiltServer.prepare({}, 'server/launch/dev.mjs')
  try {
    await server.start()
    await expect
      .poll(async () => (await fetch(`${server.url}/healthz`).catch(() => null))?.status, { timeout: 60_000 })
      .toBe(200)
    await page.goto(server.url)
    await expect(page.getByRole('heading', { name: 'Boards', exact: true })).toBeVisible({ timeout: 60_000 })
    // As the page would ask, and from outside it: while Vite prepares packages it may load the page again.
    const headers = { origin: server.url, 'content-type': 'application/json' }
    const body = JSON.stringify({ title: 'In development' })
    const created = await fetch(`${server.url}/api/v1/boards`, { method: 'POST', headers, body })
    expect(created.status).toBe(201)
    const { id } = (await created.json()) as { id: string }
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/sync/${id}`, { origin: server.url })
    await once(socket, 'open')
    socket.close()
  } finally {
    // Asked to stop, it takes its server along; killed, it could not.
    await server.stop()
    await server.dispose()
  }
})
