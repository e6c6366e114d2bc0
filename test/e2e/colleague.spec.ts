import { BuiltServer } from '../support/builtServer.ts'
import { chromiumLaunch } from '../support/chromium.ts'
import type { Page } from '@playwright/test'
import { card, joinBoard, joinHere, middleOf, saveStatus } from './boardSteps.ts'
import { expect, test } from './fixtures.ts'

// A name that the browser does not know to be this machine: to it the page is one from the network, over plain http.
const NAME = 'betwixt.lan'

test.use({ launchOptions: chromiumLaunch([`--host-resolver-rules=MAP ${NAME} 127.0.0.1`]) })

test('UI-80: a colleague on the same network joins by the link over plain http, and all that can work does', async ({
  browser,
}) => {
  const server = await BuiltServer.prepare({ HOST: '0.0.0.0', WORKSPACE_KEY: 'a key of the team, long enough' })
  await server.start()
  const origin = `http://${NAME}:${server.port}`
  const owner = await browser.newContext({ baseURL: origin })
  const colleague = await browser.newContext({ baseURL: origin })
  try {
    const ada = await owner.newPage()
    await ada.goto('/')
    await ada.getByLabel('Workspace key').fill('a key of the team, long enough')
    await ada.getByRole('button', { name: 'Sign in' }).click()
    await expect(ada.getByRole('heading', { name: 'Boards' })).toBeVisible()
    const id = await makeBoardAs(ada, 'Over the network')
    await joinBoard(ada, id, 'Ada')

    await ada.getByRole('button', { name: 'Share' }).click()
    const link = await ada.getByRole('textbox', { name: 'Link' }).inputValue()
    expect(link).toContain(`${origin}/join/`)
    await expect(ada.getByRole('img', { name: 'QR code of the link' })).toBeVisible()
    await ada.keyboard.press('Escape')

    const ben = await colleague.newPage()
    await ben.goto(link)
    await expect(ben).toHaveURL(`${origin}/b/${id}`)
    expect(await ben.evaluate(() => window.isSecureContext)).toBe(false)
    await joinHere(ben, 'Ben', 'AI')

    await ben.getByRole('button', { name: 'Add Signal', exact: true }).click()
    await ben.getByRole('textbox', { name: 'Name', exact: true }).fill('Returns within a week')
    await ben.keyboard.press('Escape')
    await expect(saveStatus(ben)).toHaveText('Saved')
    await expect(card(ada, /^Signal: Returns within a week/)).toBeVisible()

    const { x, y } = await middleOf(card(ben, /^Signal: Returns/))
    await ben.mouse.click(x, y)
    await ben.keyboard.press('ControlOrMeta+c')
    await ben.keyboard.press('ControlOrMeta+v')
    await expect(card(ada, /^Signal: Returns within a week/)).toHaveCount(2)

    // A link to one board opens that board and nothing else.
    const other = await makeBoardAs(ada, 'Not yours')
    expect(await ben.evaluate(async (board) => (await fetch(`/api/v1/boards/${board}`)).status, other)).toBe(403)
  } finally {
    await owner.close()
    await colleague.close()
    await server.dispose()
  }
})

/** Makes a board as whoever this page belongs to. Returns its id. */
async function makeBoardAs(page: Page, title: string): Promise<string> {
  return page.evaluate(
    async (body) => {
      const headers = { 'content-type': 'application/json' }
      const answer = await fetch('/api/v1/boards', { method: 'POST', headers, body })
      return ((await answer.json()) as { id: string }).id
    },
    JSON.stringify({ title, template: 'discovery-map' }),
  )
}
