import { BuiltServer } from '../support/builtServer.ts'
import { boards } from '../support/homePage.ts'
import { expect, test } from './fixtures.ts'

test('UI-70: a stranger is asked for the key, and a wrong one opens nothing', async ({ browser }) => {
  const server = await BuiltServer.prepare({ WORKSPACE_KEY: 'a-key-of-some-length' })
  await server.start()
  try {
    const context = await browser.newContext({ baseURL: server.url })
    const page = await context.newPage()
    await page.goto('/records')
    await page.getByLabel('Workspace key').fill('not-this-one')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page.getByLabel('Workspace key')).toHaveAccessibleDescription('This is not the key of this workspace.')
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

test('UI-73: who was let in by a link finds that board at home, and neither others nor what only owners do', async ({
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
