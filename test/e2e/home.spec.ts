import { boards, choose, makeBoard } from '../support/homePage.ts'
import { expect, test } from './fixtures.ts'

test('UI-60: the gallery makes a board from a template and opens it', async ({ page }) => {
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

test('UI-61: "Load the example" is offered where there is one, and fills the board', async ({
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

test('UI-62: a board is renamed, copied, deleted, and had back with Undo', async ({ page, request }) => {
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
  const toast = page.getByRole('group', { name: 'Message' }).filter({ hasText: 'is in the trash' })
  await toast.getByRole('button', { name: 'Undo' }).click()
  await expect(boards(page)).toHaveCount(2)
})

test('UI-63: the trash gives boards back and, when asked twice, lets them go', async ({ page, request }) => {
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

test('UI-64: search narrows the list to titles that hold the words', async ({ page, request }) => {
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

test('UI-500: of very many boards every one is named and found, those in sight are drawn, and focus goes on to what comes', async ({
  page,
  request,
}) => {
  await Promise.all(
    Array.from({ length: 10 }, async (_, part) => {
      for (let i = 0; i < 61; i += 1) await makeBoard(request, `Board ${part}-${i}`)
    }),
  )
  const newest = await makeBoard(request, 'Newest of all')
  await page.goto('/')
  await expect(boards(page)).toHaveCount(100)
  const more = page.getByRole('button', { name: 'More boards' })
  for (const count of [200, 300, 400, 500]) {
    await more.scrollIntoViewIfNeeded()
    await expect(boards(page)).toHaveCount(count)
  }
  await expect(page.getByText('500 are shown.')).toBeVisible()
  await expect(page.getByRole('list', { name: 'Boards' }).getByRole('link')).toHaveCount(500)
  expect(await page.getByRole('button', { name: /^More for/ }).count()).toBeLessThan(100)
  await more.focus()
  await page.keyboard.press('Enter')
  await expect(boards(page)).toHaveCount(600)
  await expect(boards(page).nth(500).getByRole('link')).toBeFocused()
  await expect(
    boards(page)
      .nth(500)
      .getByRole('button', { name: /^More for/ }),
  ).toBeVisible()
  await page.keyboard.press('Home')
  await expect(boards(page).first().getByRole('button', { name: 'More for Newest of all' })).toBeVisible()
  expect(await boards(page).first().getByRole('link').getAttribute('href')).toBe(`/b/${newest}`)
  await page.getByRole('searchbox', { name: 'Search boards' }).fill('board 0-0')
  await expect(boards(page)).toContainText(['Board 0-0'])
})

test('UI-65: everything can be done from the keyboard, and focus comes back', async ({ page, request }) => {
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

test('UI-72: at 390 px nothing is wider than the window', async ({ page, request }) => {
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
