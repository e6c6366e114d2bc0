import { card, joinBoard, makeBoard, makeCard } from './boardSteps.ts'
import { expect, test } from './fixtures.ts'

test.use({ sharesServer: true })

test('UI-566: one person mutes a check with a reason, the other reads it and asks again', async ({
  twoPeople: { ada, ben },
  request,
  server,
}) => {
  const board = await makeBoard(request, server, { template: 'discovery-map' })
  await makeCard(request, server, board, 'pain-point', { whatHurts: 'People search twice' })
  await joinBoard(ada.page, board, 'Ada')
  await joinBoard(ben.page, board, 'Ben', 'AI')
  const question = 'Nobody has said yet what would show this pain'
  const ask = (page: typeof ada.page) => page.getByRole('button', { name: new RegExp(`^Gap: ${question}`) })
  await expect(ask(ada.page)).toBeVisible()
  await expect(ask(ben.page)).toBeVisible()
  await ada.page.getByRole('button', { name: new RegExp(`^Mute: ${question}`) }).press('Enter')
  const reason = ada.page.getByLabel('Why not ask this here?')
  await expect(reason).toBeFocused()
  await expect(ada.page.getByRole('button', { name: 'Mute', exact: true })).toBeDisabled()
  await reason.fill('Signals come next week')
  await reason.press('Enter')
  for (const { page } of [ada, ben]) await expect(ask(page)).toHaveCount(0)
  const muted = ben.page.getByRole('group').filter({ hasText: 'Muted on this board 1' })
  await muted.getByText('Muted on this board').click()
  await expect(muted).toContainText('Signals come next week')
  await expect(muted).toContainText('Ada, ')
  await muted.getByRole('button', { name: 'Ask again' }).click()
  for (const { page } of [ada, ben]) await expect(ask(page)).toBeVisible()
  await expect(ada.page.getByText('Muted on this board')).toHaveCount(0)
})

test('UI-567: of very many findings the first are drawn, more on demand, and one leads to its card on another page', async ({
  page,
  request,
  server,
}) => {
  const board = await makeBoard(request, server, { template: 'discovery-map' })
  for (let at = 0; at < 30; at++) await makeCard(request, server, board, 'pain-point', { whatHurts: `Pain ${at}` })
  await joinBoard(page, board, 'Ada')
  const abouts = page.getByRole('button', { name: /^Pain \d+$/u })
  await expect(abouts).toHaveCount(20)
  await page.getByRole('button', { name: 'Show 10 more of 10' }).press('Enter')
  await expect(abouts).toHaveCount(30)
  await expect(abouts.nth(20)).toBeFocused()
  await page.getByRole('button', { name: 'Board menu' }).click()
  await page.getByRole('menuitem', { name: 'Add a page' }).click()
  await expect(card(page, /Pain 25/)).toHaveCount(0)
  await page.getByRole('button', { name: 'Pain 25', exact: true }).click()
  await expect(card(page, /Pain 25/)).toBeInViewport()
})
