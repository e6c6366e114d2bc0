import { card, joinBoard, makeBoard, makeCard, middleOf, saveStatus } from './boardSteps.ts'
import { expect, test } from './fixtures.ts'

test('UI-82: a canvas that breaks says what to do, and the work is there after a reload', async ({
  page,
  request,
  server,
}) => {
  const board = await makeBoard(request, server)
  await makeCard(request, server, board, 'pain-point', { whatHurts: 'Will be torn' })
  await joinBoard(page, board, 'Ada')
  await page.getByRole('button', { name: 'Add Signal', exact: true }).click()
  await page.keyboard.type('Done before it broke')
  await page.keyboard.press('Escape')
  await expect(saveStatus(page)).toHaveText('Saved')

  const { x, y } = await middleOf(card(page, /Will be torn/))
  await page.mouse.click(x, y)
  // As extensions and translators do that change a page behind its back: React cannot remove what is not there.
  await page.evaluate(() => {
    for (const shape of document.querySelectorAll('.tl-shape')) {
      if (shape.textContent?.includes('Will be torn') === true) shape.remove()
    }
  })
  await page.keyboard.press('Delete')
  await expect(page.getByRole('heading', { name: 'The canvas stopped' })).toBeVisible()
  await expect(page.getByRole('alert')).toContainText('Nothing is lost')
  const bar = page.getByRole('banner')
  await expect(bar.getByRole('link', { name: 'All boards' })).toBeVisible()
  await expect(saveStatus(page)).toHaveText('Saved')

  await page.getByRole('button', { name: 'Reload the page' }).click()
  await expect(card(page, /Done before it broke/)).toBeVisible()
  await expect(card(page, /Will be torn/)).toBeHidden()
  await expect(saveStatus(page)).toHaveText('Saved')
})
