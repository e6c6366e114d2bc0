import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { APIRequestContext, Page } from '@playwright/test'
import { BuiltServer } from '../support/builtServer.ts'
import { expect, test } from './fixtures.ts'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Axe {
  run(on: Document): Promise<{ violations: { id: string; nodes: { target: string[] }[] }[] }>
}

/** What axe-core finds wrong with the page, as "rule: where". */
async function accessibilityProblems(page: Page): Promise<string[]> {
  // Colours are measured once they stand still.
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)))
  // As an expression of the debugger's, which the page's content security policy does not speak of.
  await page.evaluate(axeSource)
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: Axe }
    const { violations } = await axe.run(document)
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
  })
}

async function makeBoard(request: APIRequestContext, title: string, template = 'blank'): Promise<string> {
  const answer = await request.post('/api/v1/boards', { data: { title, template } })
  expect(answer.status()).toBe(201)
  const { id } = (await answer.json()) as { id: string }
  return id
}

async function choose(page: Page, board: string, act: string): Promise<void> {
  await page.getByRole('button', { name: `More for ${board}` }).click()
  await page.getByRole('menuitem', { name: act }).click()
}

const boards = (page: Page) => page.getByRole('list', { name: 'Boards' }).getByRole('article')

test('UI-20: the gallery makes a board from a template and opens it', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByRole('heading', { name: 'Two sides, and what lies between' })).toBeVisible()
  await page.getByRole('button', { name: 'New board' }).click()
  const dialog = page.getByRole('dialog', { name: 'New board' })
  await expect(dialog.getByRole('radio', { name: 'Discovery map' })).toBeChecked()
  await expect(dialog.getByRole('radio', { name: 'Blank board' })).toBeVisible()
  await dialog.getByRole('button', { name: 'Create board' }).click()
  await expect(dialog.getByLabel('Title')).toHaveAccessibleDescription(/Give the board a title/)
  await dialog.getByLabel('Title').fill('Checkout search')
  await dialog.getByRole('button', { name: 'Create board' }).click()
  await expect(page).toHaveURL(/\/b\/[\w-]+$/)
  await page.goto('/')
  await expect(boards(page)).toHaveCount(1)
  await expect(boards(page)).toContainText(/Checkout search.*Discovery map.*just now/s)
})

test('UI-21: "Load the example" is offered where there is one, and fills the board', async ({
  page,
  request,
  server,
}) => {
  await page.goto('/')
  await page.getByRole('button', { name: 'New board' }).click()
  const dialog = page.getByRole('dialog', { name: 'New board' })
  await dialog.getByRole('radio', { name: 'Blank board' }).check()
  await expect(dialog.getByLabel('Load the example')).toBeHidden()
  await dialog.getByRole('radio', { name: 'Discovery map' }).check()
  await dialog.getByLabel('Load the example').check()
  await dialog.getByLabel('Title').fill('An example')
  await dialog.getByRole('button', { name: 'Create board' }).click()
  await expect(page).toHaveURL(/\/b\/[\w-]+$/)
  const id = page.url().split('/').at(-1)
  const reading = await request.get(`${server.url}/api/v1/boards/${id}/reading?format=md`)
  expect((await reading.text()).length).toBeGreaterThan(1_000)
})

test('UI-22: a board is renamed, copied, deleted, and had back with Undo', async ({ page, request }) => {
  await makeBoard(request, 'Churn')
  await page.goto('/')

  await choose(page, 'Churn', 'Rename')
  const dialog = page.getByRole('dialog', { name: 'Rename board' })
  await dialog.getByLabel('Title').fill('Why people leave')
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('link', { name: 'Why people leave', exact: true })).toBeVisible()

  await choose(page, 'Why people leave', 'Duplicate')
  await expect(boards(page)).toHaveCount(2)
  await expect(page.getByRole('link', { name: 'Copy of Why people leave' })).toBeVisible()

  await choose(page, 'Copy of Why people leave', 'Delete')
  await expect(boards(page)).toHaveCount(1)
  const toast = page.getByRole('status').filter({ hasText: 'is in the trash' })
  await toast.getByRole('button', { name: 'Undo' }).click()
  await expect(boards(page)).toHaveCount(2)
})

test('UI-23: the trash gives boards back and, when asked twice, lets them go', async ({ page, request }) => {
  for (const title of ['One', 'Two']) await request.delete(`/api/v1/boards/${await makeBoard(request, title)}`)
  await page.goto('/')
  await page.getByRole('link', { name: 'Trash' }).click()
  await expect(page.getByRole('heading', { name: 'Trash' })).toBeFocused()
  await page.getByRole('button', { name: 'Restore One' }).click()
  await expect(page.getByRole('article')).toHaveCount(1)
  await page.getByRole('button', { name: 'Empty trash' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete for good' }).click()
  await expect(page.getByText('The trash is empty.')).toBeVisible()
  await page.getByRole('navigation').getByRole('link', { name: 'Boards' }).click()
  await expect(boards(page)).toHaveCount(1)
  await expect(boards(page)).toContainText('One')
})

test('UI-24: search narrows the list to titles that hold the words', async ({ page, request }) => {
  for (const title of ['Warehouse picking', 'Support tickets', 'Returns forecast']) await makeBoard(request, title)
  await page.goto('/')
  await expect(boards(page)).toHaveCount(3)
  await page.getByRole('searchbox', { name: 'Search boards' }).fill('TICKET')
  await expect(boards(page)).toHaveCount(1)
  await page.getByRole('searchbox', { name: 'Search boards' }).fill('nothing like it')
  await expect(page.getByText('No board’s title has “nothing like it” in it.')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(boards(page)).toHaveCount(3)
})

test('UI-25: everything can be done from the keyboard, and focus comes back', async ({ page, request }) => {
  await makeBoard(request, 'Churn')
  await page.goto('/')
  const more = page.getByRole('button', { name: 'More for Churn' })
  await more.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menu')).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('menuitem', { name: 'Rename' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog').getByLabel('Title')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(more).toBeFocused()
})

test('UI-26: an address with nothing behind it says so, with status 404', async ({ page }) => {
  const answer = await page.goto('/nowhere')
  expect(answer?.status()).toBe(404)
  await expect(page.getByRole('heading', { name: 'There is nothing here' })).toBeVisible()
  const expired = await page.goto('/join/not-a-token')
  expect(expired?.status()).toBe(410)
  await expect(page.getByRole('heading', { name: 'This link is not good any more' })).toBeVisible()
  await page.goto('/records/nowhere')
  await expect(page.getByRole('heading', { name: 'This record is not here' })).toBeVisible()
})

test('UI-27: the theme follows the system until one is chosen, and is there before the first paint', async ({
  page,
}) => {
  const theme = () => page.evaluate(() => document.documentElement.dataset['theme'])
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.goto('/')
  expect(await theme()).toBe('dark')
  await page.getByRole('button', { name: 'Theme' }).click()
  await page.getByRole('menuitemradio', { name: 'Light' }).click()
  expect(await theme()).toBe('light')
  await page.reload({ waitUntil: 'commit' })
  await expect.poll(theme).toBe('light')
  await page.getByRole('button', { name: 'Theme' }).click()
  await page.getByRole('menuitemradio', { name: 'As this device' }).click()
  expect(await theme()).toBe('dark')
  await page.emulateMedia({ colorScheme: 'light' })
  await expect.poll(theme).toBe('light')
})

test('UI-28: a record shows its three lines, takes a change of status with its reason, and leaves as Markdown and JSON', async ({
  page,
  request,
}) => {
  const boardId = await makeBoard(request, 'Checkout search', 'discovery-map')
  const card = await request.post(`/api/v1/boards/${boardId}/cards`, {
    data: { kind: 'pain-point', fields: { whatHurts: 'The same twelve products every week' } },
  })
  const { id: cardId } = (await card.json()) as { id: string }
  const words = {
    title: 'Rules first',
    decided: 'We start with hand-written rules.',
    whyNow: 'The catalogue goes live in October.',
    changeOurMind: 'Fewer than 3 % reach the second page.',
  }
  const made = await request.post(`/api/v1/boards/${boardId}/records`, {
    data: { ...words, owner: 'Grace', reviewBy: '2027-01-15', evidence: [cardId], options: ['Rules', 'A model'] },
  })
  expect(made.status()).toBe(201)
  const { id, recordSha256 } = (await made.json()) as { id: string; recordSha256: string }

  await page.goto('/records')
  await page.getByRole('link', { name: 'Rules first' }).click()
  await expect(page).toHaveURL(`/records/${id}`)
  const article = page.getByRole('article')
  for (const text of [words.decided, words.whyNow, words.changeOurMind, 'Grace', '15 January 2027', 'A model']) {
    await expect(article.getByText(text, { exact: true })).toBeVisible()
  }
  await expect(article.getByRole('definition').getByText('The same twelve products every week')).toBeVisible()
  await article.getByText('How this can be checked').click()
  await expect(article.getByText(recordSha256)).toBeVisible()

  await page.getByRole('button', { name: 'Change status' }).click()
  const dialog = page.getByRole('dialog', { name: 'Change status' })
  await dialog.getByLabel('New status').selectOption({ label: 'Deprecated' })
  await dialog.getByRole('button', { name: 'Change status' }).click()
  await expect(dialog.getByLabel('Reason')).toHaveAccessibleDescription(/Say why/)
  await dialog.getByLabel('Reason').fill('The shop was sold.')
  await dialog.getByRole('button', { name: 'Change status' }).click()
  await expect(dialog).toBeHidden()
  await expect(article.getByText('The shop was sold.')).toBeVisible()

  for (const [link, needle] of [
    ['Markdown', words.decided],
    ['JSON', recordSha256],
  ] as const) {
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: link }).click()
    expect(readFileSync(await (await download).path(), 'utf8')).toContain(needle)
  }
  await page.goto('/records')
  await page.getByLabel('Status').selectOption({ label: 'Accepted' })
  await expect(page.getByText('No record fits.')).toBeVisible()
})

test('UI-29: when the server goes the list stays, says so, and comes back by itself', async ({
  page,
  request,
  server,
}) => {
  test.setTimeout(90_000)
  await makeBoard(request, 'Churn')
  await page.goto('/')
  await expect(boards(page)).toHaveCount(1)
  await server.kill9()
  await expect(page.getByRole('alert')).toContainText('The server cannot be reached', { timeout: 30_000 })
  await expect(boards(page)).toHaveCount(1)
  await server.restart()
  await expect(page.getByRole('alert')).toBeHidden({ timeout: 30_000 })
})

test.describe('with a workspace key', () => {
  test('UI-30: a stranger is asked for the key, and a wrong one opens nothing', async ({ browser }) => {
    const server = await BuiltServer.prepare({ WORKSPACE_KEY: 'a-key-of-some-length' })
    await server.start()
    try {
      const context = await browser.newContext({ baseURL: server.url })
      const page = await context.newPage()
      await page.goto('/records')
      await page.getByLabel('Workspace key').fill('not-this-one')
      await page.getByRole('button', { name: 'Sign in' }).click()
      await expect(page.getByLabel('Workspace key')).toHaveAccessibleDescription(
        'This is not the key of this workspace.',
      )
      await page.getByLabel('Workspace key').fill('a-key-of-some-length')
      await page.keyboard.press('Enter')
      await expect(page.getByRole('heading', { name: 'Records', exact: true })).toBeVisible()
      await page.getByRole('button', { name: 'Say who you are' }).click()
      await page.getByRole('menuitem', { name: 'Sign out' }).click()
      await expect(page.getByLabel('Workspace key')).toBeVisible()
      await context.close()
    } finally {
      await server.dispose()
    }
  })
})

test('UI-33: who was let in by a link finds that board at home, and neither others nor what only owners do', async ({
  browser,
  request,
}) => {
  const key = 'a-key-of-some-length'
  const server = await BuiltServer.prepare({ WORKSPACE_KEY: key })
  await server.start()
  try {
    const asOwner = { headers: { authorization: `Bearer ${key}` } }
    const make = async (title: string) => {
      const answer = await request.post(`${server.url}/api/v1/boards`, { ...asOwner, data: { title } })
      return ((await answer.json()) as { id: string }).id
    }
    const [shared, secret] = [await make('Shared with you'), await make('Not for you')]
    const share = await request.post(`${server.url}/api/v1/boards/${shared}/shares`, asOwner)
    const { url } = (await share.json()) as { url: string }

    const context = await browser.newContext({ baseURL: server.url })
    const page = await context.newPage()
    await page.goto(url)
    await expect(page).toHaveURL(`/b/${shared}`)
    await page.goto('/')
    await expect(boards(page)).toHaveCount(1)
    await expect(boards(page)).toContainText('Shared with you')
    await expect(page.getByRole('button', { name: 'New board' })).toBeHidden()
    await expect(page.getByRole('link', { name: 'Trash' })).toBeHidden()
    await page.goto(`/b/${secret}`)
    await expect(page.getByRole('heading', { name: 'This board is not shared with you' })).toBeVisible()
    await context.close()
  } finally {
    await server.dispose()
  }
})

test('UI-29: a page that cannot be fetched says why, and the one before it is still there', async ({
  page,
  request,
  server,
}) => {
  await makeBoard(request, 'Churn')
  await page.goto('/')
  await expect(boards(page)).toHaveCount(1)
  await server.kill9()
  await page.getByRole('link', { name: 'Records' }).click()
  await expect(page.getByRole('heading', { name: 'This page could not be loaded' })).toBeVisible()
  await page.goBack()
  await expect(boards(page)).toHaveCount(1)
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`UI-31: nothing stands in the way of a screen reader, in ${colorScheme}`, async ({ page, request }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await makeBoard(request, 'Churn', 'discovery-map')
    await page.goto('/')
    await expect(boards(page)).toHaveCount(1)
    expect(await accessibilityProblems(page)).toEqual([])
    await page.getByRole('button', { name: 'New board' }).click()
    await expect(page.getByRole('radio', { name: 'Blank board' })).toBeVisible()
    expect(await accessibilityProblems(page)).toEqual([])
    await page.goto('/records')
    await expect(page.getByRole('heading', { name: 'No decision is recorded yet' })).toBeVisible()
    expect(await accessibilityProblems(page)).toEqual([])
  })
}

test('UI-32: at 390 px nothing is wider than the window', async ({ page, request }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await makeBoard(request, `A title ${'without-any-break-'.repeat(10)}`, 'discovery-map')
  const overflow = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  for (const path of ['/', '/trash', '/records', '/nowhere']) {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    expect(await overflow(), path).toBe(0)
  }
})
