import { accessibilityProblems } from '../support/accessibility.ts'
import { boards, makeBoard } from '../support/homePage.ts'
import { expect, test } from './fixtures.ts'

test('UI-66: an address with nothing behind it says so, with status 404', async ({ page }) => {
  const answer = await page.goto('/nowhere')
  expect(answer?.status()).toBe(404)
  await expect(page.getByRole('heading', { name: 'There is nothing here' })).toBeVisible()
  const expired = await page.goto('/join/not-a-token')
  expect(expired?.status()).toBe(410)
  await expect(page.getByRole('heading', { name: 'This link is not good any more' })).toBeVisible()
  await page.goto('/records/nowhere')
  await expect(page.getByRole('heading', { name: 'This record is not here' })).toBeVisible()
})

test('UI-67: the theme follows the system until one is chosen, and is there before the first paint', async ({
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

test('UI-69: when the server goes the list stays, says so, and comes back by itself', async ({
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

test('UI-69: a page that cannot be fetched says why, and the one before it is still there', async ({
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
  test(`UI-71: nothing stands in the way of a screen reader, in ${colorScheme}`, async ({ page, request }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const boardId = await makeBoard(request, 'Churn', 'discovery-map')
    await page.goto('/')
    await expect(boards(page)).toHaveCount(1)
    expect(await accessibilityProblems(page)).toEqual([])
    await page.getByRole('button', { name: 'New board' }).click()
    await expect(page.getByRole('radio', { name: 'Blank board' })).toBeVisible()
    expect(await accessibilityProblems(page)).toEqual([])
    await page.goto('/records')
    await expect(page.getByRole('heading', { name: 'No decision is recorded yet' })).toBeVisible()
    expect(await accessibilityProblems(page)).toEqual([])
    await request.post(`/api/v1/boards/${boardId}/records`, { data: { title: 'Wait', decided: 'We wait a month.' } })
    await page.reload()
    await page.getByRole('link', { name: 'Wait' }).click()
    await expect(page.getByRole('heading', { name: 'Wait' })).toBeVisible()
    expect(await accessibilityProblems(page)).toEqual([])
    await page.getByRole('button', { name: 'Change status' }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    expect(await accessibilityProblems(page)).toEqual([])
  })
}
