import type { BrowserContext } from '@playwright/test'
import { BuiltServer } from '../support/builtServer.ts'
import { boards } from '../support/homePage.ts'
import { ONE_PIXEL } from '../support/onePixel.ts'
import { card, joinHere, saveStatus } from './boardSteps.ts'
import { expect, test } from './fixtures.ts'

const KEY = 'a key of the team, long enough'

test('OPS-205: under a sub-path a board is made, shared by a link, edited by two and posted to, and no page asks for anything outside it', async ({
  browser,
}) => {
  test.setTimeout(120_000)
  const server = await BuiltServer.prepare({ BASE_PATH: '/betwixt', WORKSPACE_KEY: KEY })
  await server.start()
  const contexts: BrowserContext[] = []
  const outside: string[] = []
  const open = async () => {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
    contexts.push(context)
    const page = await context.newPage()
    const look = (address: string) => {
      const { protocol, pathname } = new URL(address)
      if (/^(?:http|ws)s?:$/u.test(protocol) && !pathname.startsWith('/betwixt')) outside.push(address)
    }
    context.on('request', (sent) => look(sent.url()))
    page.on('websocket', (socket) => look(socket.url()))
    page.on('pageerror', (error) => outside.push(error.message))
    return page
  }
  try {
    expect(server.stdout).toContain(`:${server.port}/betwixt`)
    const ada = await open()
    await ada.goto(server.url)
    await ada.getByLabel('Workspace key').fill(KEY)
    await ada.getByRole('button', { name: 'Sign in' }).click()
    await ada.getByRole('button', { name: 'New board' }).click()
    const dialog = ada.getByRole('dialog', { name: 'New board' })
    await dialog.getByRole('radio', { name: 'Aha wall' }).check()
    await dialog.getByLabel('Title').fill('Under a path')
    await dialog.getByRole('button', { name: 'Create board' }).click()
    await expect(ada).toHaveURL(/\/betwixt\/b\/[\w-]+$/)
    const id = ada.url().split('/').at(-1) ?? ''
    await joinHere(ada, 'Ada', 'Product')
    // As whoever follows a link does, and with the board's code not in memory yet.
    await ada.reload()
    await expect(ada.getByTestId('canvas')).toBeVisible()

    await ada.getByRole('button', { name: 'Share' }).click()
    const link = await ada.getByRole('textbox', { name: 'Link', exact: true }).inputValue()
    await ada.getByRole('button', { name: 'Make a link for posting' }).click()
    const toPost = await ada.getByRole('textbox', { name: 'Link for posting' }).inputValue()
    expect(link).toContain(`:${server.port}/betwixt/join/`)
    await ada.keyboard.press('Escape')

    const ben = await open()
    await ben.goto(link)
    await expect(ben).toHaveURL(`${server.url}/b/${id}`)
    await joinHere(ben, 'Ben', 'AI')
    for (const [writer, reader, text] of [
      [ada, ben, 'The fix of the week'],
      [ben, ada, 'The loader was never slow'],
    ] as const) {
      await writer.getByRole('button', { name: 'Add Insight', exact: true }).first().click()
      await writer.getByRole('textbox', { name: 'Text', exact: true }).fill(text)
      await writer.keyboard.press('Escape')
      await expect(saveStatus(writer)).toHaveText('Saved')
      await expect(card(reader, new RegExp(`^Insight: ${text}`))).toBeVisible()
    }

    const phone = await open()
    await phone.goto(toPost)
    await expect(phone).toHaveURL(`${server.url}/post/${id}`)
    await phone.getByText('Surprise', { exact: true }).click()
    await phone.getByLabel('What did the model do that nobody expected?').fill('It offers umbrellas in Bergen')
    await phone.getByLabel('Image').setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: ONE_PIXEL })
    await phone.getByRole('button', { name: 'Post', exact: true }).click()
    await expect(phone.getByText('Your surprise is on the wall.')).toBeVisible()
    const image = card(ben, /^Surprise: It offers umbrellas/).locator('img')
    await expect(image).toHaveAttribute('src', new RegExp(`^/betwixt/api/v1/boards/${id}/assets/`))
    await expect.poll(() => image.evaluate((shown: HTMLImageElement) => shown.naturalWidth)).toBe(1)
    await phone.getByRole('link', { name: 'See it there' }).click()
    await expect(phone).toHaveURL(`${server.url}/b/${id}`)

    await ada.getByRole('link', { name: 'All boards' }).click()
    await expect(ada).toHaveURL(`${server.url}/`)
    const picture = boards(ada).filter({ hasText: 'Under a path' }).locator('img')
    await expect(picture).toHaveAttribute('src', new RegExp(`^/betwixt/api/v1/boards/${id}/thumbnail`), {
      timeout: 30_000,
    })
    await ada.getByRole('link', { name: 'Records' }).click()
    await expect(ada).toHaveURL(`${server.url}/records`)
    await expect(ada.getByRole('heading', { name: 'Records', exact: true })).toBeVisible()
    await ada.goto(`${server.url}/nowhere`)
    await ada.getByRole('link', { name: 'All boards', exact: true }).click()
    await expect(ada.getByRole('heading', { name: 'Boards', exact: true })).toBeVisible()

    const [cookie] = await ben.context().cookies()
    expect([cookie?.path, cookie?.httpOnly]).toEqual(['/betwixt', true])
    expect(outside).toEqual([])
  } finally {
    for (const context of contexts) await context.close()
    await server.dispose()
  }
})
