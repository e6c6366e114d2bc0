import { gzipSync } from 'node:zlib'
import type { Page, Request } from '@playwright/test'
import { expect, test } from './fixtures.ts'

/** One script that a page has loaded. */
interface Script {
  path: string
  gzippedBytes: number
  text: string
}

/** Records from now on which scripts a page loads, and every address that is not the server's. */
function watchLoads(page: Page, origin: string) {
  const responses: Promise<Script | null>[] = []
  const foreign: string[] = []
  page.on('request', (request) => {
    const url = new URL(request.url())
    if (url.origin !== origin && ['http:', 'https:'].includes(url.protocol)) foreign.push(url.href)
  })
  page.on('requestfinished', (request) => {
    const path = new URL(request.url()).pathname
    if (path.endsWith('.js')) responses.push(scriptOf(path, request))
  })
  return {
    foreign,
    scripts: async () => (await Promise.all(responses)).filter((script) => script !== null),
  }
}

async function scriptOf(path: string, request: Request): Promise<Script | null> {
  const body = await (await request.response())?.body()
  if (body === undefined) return null
  return { path, gzippedBytes: gzipSync(body, { level: 9 }).length, text: body.toString('utf8') }
}

const gzippedKilobytes = (scripts: Script[]) => scripts.reduce((sum, { gzippedBytes }) => sum + gzippedBytes, 0) / 1000

test('HOUSE-10: home loads at most 120 kB of JavaScript gzipped, no canvas, and nothing from another host', async ({
  page,
  server,
}) => {
  const loaded = watchLoads(page, server.url)
  await page.goto('/')
  await expect(page.getByRole('heading', { name: 'Boards', exact: true })).toBeVisible()
  await page.waitForLoadState('networkidle')

  const scripts = await loaded.scripts()
  expect(scripts.length).toBeGreaterThan(0)
  expect(gzippedKilobytes(scripts)).toBeLessThanOrEqual(120)
  for (const { path, text } of scripts) expect(text.includes('tl-canvas'), `${path} holds tldraw`).toBe(false)
  expect(loaded.foreign).toEqual([])
})

test('HOUSE-11: a board loads at most 750 kB of JavaScript gzipped, and nothing from another host', async ({
  page,
  server,
  request,
}) => {
  const created = await request.post(`${server.url}/api/v1/boards`, {
    data: { title: 'How much is it', template: 'discovery-map', example: true },
  })
  const { id } = (await created.json()) as { id: string }

  const loaded = watchLoads(page, server.url)
  await page.goto(`/b/${id}`)
  await page.getByLabel('Your name').fill('Ada')
  await page.getByRole('button', { name: 'Join' }).click()
  await expect(page.locator('.tl-canvas')).toBeVisible()
  await expect(page.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible()
  await page.waitForLoadState('networkidle')

  const scripts = await loaded.scripts()
  expect(scripts.some(({ text }) => text.includes('tl-canvas'))).toBe(true)
  expect(gzippedKilobytes(scripts)).toBeLessThanOrEqual(750)
  expect(loaded.foreign).toEqual([])
})
