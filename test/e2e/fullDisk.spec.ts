import { canRefuseWrites } from '../support/refuseWrites.ts'
import { card, joinBoard, makeBoard, makeCard, saveStatus } from './boardSteps.ts'
import { expect, test } from './fixtures.ts'

test.skip(!canRefuseWrites(), 'This system cannot refuse a process its writes')

test('SYN-403: while the server cannot write, the board says so and goes on; a kill meanwhile loses nothing', async ({
  twoPeople,
  request,
  server,
}) => {
  test.setTimeout(120_000)
  const { ada, ben } = twoPeople
  const board = await makeBoard(request, server)
  await makeCard(request, server, board, 'pain-point', { whatHurts: 'Before' })
  await joinBoard(ada.page, board, 'Ada')
  await joinBoard(ben.page, board, 'Ben', 'AI')
  for (const { page } of [ada, ben]) await expect(saveStatus(page)).toHaveText('Saved')

  server.refuseWrites(true)
  for (const { name, page } of [ada, ben]) {
    await page.getByRole('button', { name: 'Add Signal', exact: true }).click()
    await page.keyboard.type(`By ${name}`)
    await page.keyboard.press('Escape')
    await expect(saveStatus(page)).toHaveText('Not saved')
  }
  for (const { page } of [ada, ben]) {
    await expect(card(page, /By Ada/)).toBeAttached()
    await expect(card(page, /By Ben/)).toBeAttached()
  }
  const posted = await request.post(`${server.url}/api/v1/boards/${board}/cards`, {
    data: { kind: 'pain-point', fields: { whatHurts: 'Posted to a full disk' } },
  })
  expect(posted.status()).toBe(507)
  for (const { page } of [ada, ben]) {
    await expect(card(page, /Posted to a full disk/)).toHaveCount(0)
    await expect(saveStatus(page)).toHaveText('Not saved')
  }
  await ada.page.screenshot({ path: test.info().outputPath('full-disk.png') })

  await server.kill9()
  for (const { page } of [ada, ben]) await expect(saveStatus(page)).toHaveText('Offline')
  await server.restart()
  for (const { page } of [ada, ben]) await expect(saveStatus(page)).toHaveText('Saved', { timeout: 40_000 })
  await ben.page.reload()
  for (const name of [/Before/, /By Ada/, /By Ben/]) await expect(card(ben.page, name)).toBeAttached()
})
