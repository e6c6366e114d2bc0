import { card, joinBoard, makeBoard, makeCard } from './boardSteps.ts'
import { expect, test } from './fixtures.ts'

test.use({ sharesServer: true })

test('UI-565: a wall is filtered on one screen: the rest is dimmed, counted, kept over a reload and cleared at once', async ({
  twoPeople: { ada, ben },
  request,
  server,
}) => {
  const board = await makeBoard(request, server, { template: 'aha-wall' })
  await makeCard(request, server, board, 'quote', { text: 'Too many shoes', author: 'Mira', postedOn: '2026-03-08' })
  await makeCard(request, server, board, 'fix', { text: 'Search is back', author: 'Jo', postedOn: '2026-03-09' })
  await joinBoard(ada.page, board, 'Ada')
  await joinBoard(ben.page, board, 'Ben')
  const { page } = ada
  const shoes = card(page, /Too many shoes/)
  const search = card(page, /Search is back/)
  const filters = page.getByRole('group', { name: 'Filter cards on this screen' })
  await page.getByRole('button', { name: 'Filter', exact: true }).press('Enter')
  await filters.getByRole('button', { name: /^Quote/ }).click()
  await expect(search).toHaveCSS('opacity', '0.22')
  await expect(search).toContainText('Not among those looked for.')
  await expect(shoes).toHaveCSS('opacity', '1')
  await expect(page.getByText('1 of 2')).toBeVisible()
  await filters.getByRole('button', { name: /^Jo/ }).click()
  await expect(page.getByText('0 of 2')).toBeVisible()
  await filters.getByRole('button', { name: /^Quote/ }).click()
  await expect(search).toHaveCSS('opacity', '1')
  await page.keyboard.press('Escape')
  await expect(filters).toBeHidden()
  await page.reload()
  await expect(shoes).toHaveCSS('opacity', '0.22')
  // Dimmed, and a card like any other.
  await shoes.click()
  await expect(page.locator('.tl-selection__fg, [data-testid="selection.foreground"]').first()).toBeAttached()
  await expect(card(ben.page, /Too many shoes/)).toHaveCSS('opacity', '1')
  await page.getByRole('button', { name: 'Clear', exact: true }).click()
  await expect(shoes).toHaveCSS('opacity', '1')
  // By day.
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await filters.getByLabel('From').fill('2026-03-09')
  await expect(shoes).toHaveCSS('opacity', '0.22')
  await expect(search).toHaveCSS('opacity', '1')
})

test('UI-565: a board whose templates have no filters offers none', async ({ page, request, server }) => {
  await joinBoard(page, await makeBoard(request, server), 'Ada')
  await expect(page.getByRole('button', { name: 'Add Pain point' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Filter', exact: true })).toHaveCount(0)
})
