import type { Page, WebSocketRoute } from '@playwright/test'
import { card, joinBoard, makeBoard, saveStatus } from './boardSteps.ts'
import { expect, test } from './fixtures.ts'

test.use({ sharesServer: true })

/** Lets one tab lose its line to the server while the others of its browser keep theirs. */
async function lineOf(page: Page): Promise<{ cut: () => Promise<void>; mend: () => void }> {
  const sockets = new Set<WebSocketRoute>()
  let isCut = false
  await page.routeWebSocket(/\/sync\//u, (socket) => {
    if (isCut) {
      void socket.close({ code: 1013 })
      return
    }
    socket.connectToServer()
    sockets.add(socket)
  })
  return {
    async cut() {
      isCut = true
      for (const socket of sockets) await socket.close({ code: 1013 })
      sockets.clear()
    },
    mend: () => {
      isCut = false
    },
  }
}

async function addSignal(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Add Signal', exact: true }).click()
  await page.keyboard.type(name)
  await page.keyboard.press('Escape')
}

test('BND-401: two tabs of one browser, one offline, both edited and one of them closed: all of it is there', async ({
  page,
  context,
  request,
  server,
}) => {
  test.setTimeout(120_000)
  const board = await makeBoard(request, server)
  await joinBoard(page, board, 'Ada')
  const other = await context.newPage()
  const line = await lineOf(other)
  await other.goto(`/b/${board}`)
  await expect(saveStatus(other)).toHaveText('Saved')

  await line.cut()
  await expect(saveStatus(other)).toHaveText('Offline')
  await addSignal(other, 'Offline first')
  await addSignal(page, 'Online first')
  await expect(saveStatus(page)).toHaveText('Saved')
  await expect(other.getByText(/kept on this device$/)).toBeVisible()
  line.mend()
  await expect(saveStatus(other)).toHaveText('Saved', { timeout: 30_000 })
  for (const tab of [page, other]) {
    await expect(card(tab, /Offline first/)).toBeAttached()
    await expect(card(tab, /Online first/)).toBeAttached()
  }

  await line.cut()
  await expect(saveStatus(other)).toHaveText('Offline')
  await addSignal(other, 'Left behind')
  await expect(other.getByText(/kept on this device$/)).toBeVisible()
  await other.close()
  await addSignal(page, 'Meanwhile')
  await expect(saveStatus(page)).toHaveText('Saved')
  const again = await context.newPage()
  await again.goto(`/b/${board}`)
  for (const tab of [again, page]) {
    await expect(card(tab, /Left behind/)).toBeAttached()
    await expect(card(tab, /Meanwhile/)).toBeAttached()
  }
  await expect(saveStatus(again)).toHaveText('Saved')
})
