import type { Locator } from '@playwright/test'
import { card, joinBoard, makeBoard, makeCard, saveStatus } from './boardSteps.ts'
import { expect, test } from './fixtures.ts'

test.use({ sharesServer: true })

test('UI-502: a board title that is too long says so and can be shortened; nothing is cut off', async ({
  page,
  request,
  server,
}) => {
  await joinBoard(page, await makeBoard(request, server, { title: 'Short' }), 'Ada')
  const title = page.getByLabel('Board title')
  const typed = `${'x'.repeat(199)}👍👍👍`
  await title.fill(typed)
  await title.press('Enter')
  await expect(page.getByRole('group', { name: 'Message' })).toContainText('2 too many')
  await expect(title).toHaveValue(typed)
  await expect(title).toHaveAttribute('aria-invalid', 'true')
  await title.focus()
  await expect(title).toHaveValue(typed)
  await title.press('Escape')
  await expect(title).toHaveValue('Short')
  await title.fill(`${'x'.repeat(199)}👍`)
  await title.press('Enter')
  await page.reload()
  await expect(title).toHaveValue(`${'x'.repeat(199)}👍`)
})

test('UI-503: a value that a field did not take is told when its card is closed', async ({ page, request, server }) => {
  const board = await makeBoard(request, server)
  await makeCard(request, server, board, 'pain-point', { whatHurts: 'Lost baskets', severity: 2 })
  await joinBoard(page, board, 'Ada')
  const pain = card(page, /Lost baskets/)
  await pain.dblclick()
  await page.getByLabel('Severity').fill('9')
  await expect(page.getByRole('form')).toContainText('5')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('group', { name: 'Message' })).toContainText('“9” was not kept in Severity.')
  await expect(saveStatus(page)).toHaveText('Saved')
  // The view may still be on its way back, so no place on it is pointed at.
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Severity')).toHaveValue('2')
})

test('UI-504: "Group" is offered only where all that is selected can be grouped', async ({ page, request, server }) => {
  const board = await makeBoard(request, server)
  for (const whatHurts of ['One', 'Two']) await makeCard(request, server, board, 'pain-point', { whatHurts })
  await joinBoard(page, board, 'Ada')
  const notes = page.locator('.tl-shape[data-shape-type="note"]')
  const openMenu = async (on: Locator): Promise<void> => {
    await on.click({ button: 'right' })
    await expect(page.getByRole('menuitem', { name: 'Duplicate' })).toBeVisible()
  }
  const group = page.getByRole('menuitem', { name: 'Group' })
  await card(page, /One/).click()
  await card(page, /Two/).click({ modifiers: ['Shift'] })
  await openMenu(card(page, /Two/))
  await expect(group).toBeHidden()
  await page.keyboard.press('Escape')
  for (const [count, x] of [500, 900].entries()) {
    await page.keyboard.press('n')
    await page.mouse.click(x, 650)
    await expect(notes).toHaveCount(count + 1)
    await page.keyboard.press('Escape')
  }
  await card(page, /One/).click()
  await notes.first().click()
  await notes.last().click({ modifiers: ['Shift'] })
  await openMenu(notes.first())
  await expect(group).toBeVisible()
  await page.keyboard.press('Escape')
  await card(page, /One/).click({ modifiers: ['Shift'] })
  await openMenu(notes.first())
  await expect(group).toBeHidden()
})

test('UI-505: a link to this machine alone is not offered as a QR code', async ({ page, request, server }) => {
  await joinBoard(page, await makeBoard(request, server), 'Ada')
  await page.getByRole('button', { name: 'Share' }).click()
  const dialog = page.getByRole('dialog', { name: 'Share this board' })
  await expect(dialog.getByLabel('Link')).toHaveValue(/^http:\/\/(?:127\.0\.0\.1|localhost):\d+\/join\//)
  await expect(dialog.getByRole('button', { name: 'Copy link' })).toBeVisible()
  await page.waitForLoadState('networkidle')
  await expect(dialog.getByRole('img', { name: 'QR code of the link' })).toBeHidden()
})
