import { makeBoardOf } from '../support/cardBoard.ts'
import { card, joinBoard } from './boardSteps.ts'
import { expect, test } from './fixtures.ts'

test('UI-200: a large board draws what is in view and little besides, and all of it from afar', async ({
  page,
  server,
}) => {
  const cards = 400
  const boardId = await makeBoardOf(server, cards)
  await page.addInitScript(`sessionStorage.setItem('betwixt:camera:${boardId}', '{"x":0,"y":0,"z":1}')`)
  await joinBoard(page, boardId, 'Ada')
  const inTree = page.locator('.tl-shape[data-shape-type="card"]')
  const links = page.locator('.tl-shape[data-shape-type="arrow"]')

  await expect(card(page, /\(1\)/u)).toBeInViewport()
  await expect(card(page, /\(399\)/u)).toHaveCount(0)
  expect(await inTree.count()).toBeLessThan(cards / 4)

  // To the right by a screen, as the wheel does it.
  await page.mouse.move(500, 400)
  await page.mouse.wheel(1400, 0)
  await expect(card(page, /\(8\)/u)).toBeInViewport()
  await expect(card(page, /\(1\)/u)).toHaveCount(0)

  // The last turn of the wheel would call the flight off.
  await expect(async () => {
    await page.keyboard.press('Shift+Digit1')
    await expect(card(page, /\(399\)/u)).toBeInViewport({ timeout: 3_000 })
  }).toPass()
  await expect(inTree).toHaveCount(cards)
  await expect(links).toHaveCount(cards / 5)
})

test('UI-201: on a large board the pointer finds the card under it wherever the camera went', async ({
  page,
  server,
}) => {
  const boardId = await makeBoardOf(server, 400)
  await page.addInitScript(`sessionStorage.setItem('betwixt:camera:${boardId}', '{"x":0,"y":0,"z":1}')`)
  await joinBoard(page, boardId, 'Ada')
  await page.mouse.move(500, 400)
  await page.mouse.wheel(700, 500)
  await card(page, /\(83\)/u).click()
  await expect(page.getByRole('button', { name: 'Edit (Enter)' })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: 'What hurts' })).toHaveValue(/\(83\)/u)
})
