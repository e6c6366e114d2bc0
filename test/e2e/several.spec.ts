import type { Page } from '@playwright/test'
import { card, drag, joinBoard, makeBoard, makeCard, middleOf, saveStatus, zone } from './boardSteps.ts'
import { expect, test } from './fixtures.ts'

/** Adds a template by the board's menu. */
async function addTemplate(page: Page, title: string, where?: string): Promise<void> {
  await page.getByRole('button', { name: 'Board menu' }).click()
  await page.getByRole('menuitem', { name: 'Add a template …' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add a template' })
  await dialog.getByRole('radio', { name: title }).check()
  if (where !== undefined) await dialog.getByRole('radio', { name: where }).check()
  await dialog.getByRole('button', { name: 'Add to the board' }).click()
  await expect(dialog).toBeHidden()
}

test('UI-531: a second template is put beside the first, a signal becomes a metric, and the trace follows it; undo takes it back', async ({
  twoPeople,
  request,
  server,
}) => {
  const { page } = twoPeople.ada
  const board = await makeBoard(request, server)
  const pain = await makeCard(request, server, board, 'pain-point', { whatHurts: 'The same ten for everybody' })
  const signal = await makeCard(request, server, board, 'signal', { name: 'Second searches' })
  await request.post(`${server.url}/api/v1/boards/${board}/links`, { data: { from: pain, to: signal } })
  await joinBoard(page, board, 'Ada')
  await joinBoard(twoPeople.ben.page, board, 'Ben', 'AI')
  await expect(page.getByRole('tab', { name: 'Trace' })).toBeHidden()

  await addTemplate(page, 'Metric bridge')
  await expect(zone(page, 'User experience')).toBeInViewport()
  await zone(page, 'User experience').getByRole('button', { name: 'Add Metric' }).click()
  await page.keyboard.type('Clicks on what we offer')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')

  // A link from the one template to the other, drawn as any other.
  await page.keyboard.press('Shift+Digit1')
  await expect(card(page, /Second searches/)).toBeInViewport()
  await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'))
  await card(page, /Second searches/).click()
  await page.keyboard.press('l')
  await drag(page, await middleOf(card(page, /Second searches/)), await middleOf(card(page, /Clicks on what we offer/)))
  await page.getByRole('tab', { name: 'Trace' }).click()
  const panel = page.getByRole('complementary', { name: 'About this board' })
  const row = panel.getByRole('row', { name: /Clicks on what we offer/ })
  await expect(row).toContainText('The same ten for everybody')
  await expect(row).toContainText('Second searches')
  await row.getByRole('button', { name: 'The same ten for everybody' }).click()
  await expect(card(page, /The same ten/)).toBeInViewport()
  await expect(zone(twoPeople.ben.page, 'User experience')).toHaveCount(1)

  // Link, text of the card, card and template: the last of these in one step.
  const undo = page.getByRole('button', { name: 'Undo' })
  for (let steps = 0; steps < 8 && (await undo.isEnabled()); steps++) await undo.click()
  for (const title of ['User experience', 'Bridges', 'Success']) await expect(zone(page, title)).toHaveCount(0)
  await expect(card(page, /Second searches/)).toHaveCount(1)
  await expect(page.getByRole('tab', { name: 'Trace' })).toBeHidden()
  await expect(saveStatus(page)).toHaveText('Saved')
})

test('UI-532: a template goes onto a page of its own with what it starts with, in one step to undo', async ({
  page,
  request,
  server,
}) => {
  await joinBoard(page, await makeBoard(request, server), 'Ada')
  await addTemplate(page, 'Responsibilities matrix', 'On a new page')
  await expect(zone(page, 'Who does what, phase by phase')).toBeInViewport()
  await expect(card(page, /^Phase: Build and iteration/)).toBeVisible()
  await expect(zone(page, 'Pain points')).toBeHidden()
  await page.keyboard.press('ControlOrMeta+z')
  await expect(zone(page, 'Pain points')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Undo' })).toBeDisabled()
})

test('UI-533: the gallery opens all examples as one story, and the trace says where its metrics come from', async ({
  page,
}) => {
  await page.goto('/')
  await page.getByRole('button', { name: 'New board' }).click()
  const dialog = page.getByRole('dialog', { name: 'New board' })
  await dialog.getByRole('radio', { name: 'All four, one story' }).check()
  await expect(dialog.getByLabel('Load the example')).toBeHidden()
  await dialog.getByLabel('Title').fill('The shop')
  await dialog.getByRole('button', { name: 'Create board' }).click()
  const join = page.getByRole('dialog', { name: 'Who are you?' })
  await join.getByLabel('Your name').fill('Ada')
  await join.getByRole('button', { name: 'Join' }).click()
  await page.getByRole('tab', { name: 'Trace' }).click()
  const panel = page.getByRole('complementary', { name: 'About this board' })
  // In a narrow panel each cell stands under the next, behind what its column is called.
  const revenue = panel.getByRole('row', { name: /^(?:Metric )?Revenue per visit/ })
  await expect(revenue).toContainText('the same ten bestsellers')
  await expect(revenue).toContainText('Product Manager')
  await expect(panel.getByRole('heading', { name: 'Pain points that reach no metric' })).toBeVisible()
})
