import type { Page } from '@playwright/test'
import { card, joinHere, middleOf, saveStatus } from './boardSteps.ts'
import { expect, test } from './fixtures.ts'

/**
 * The product's main job, played as people would: two of them run a small discovery session on a board from the
 * template, the server is killed in the middle of it, and what they decided leaves as Markdown.
 */

const decision = {
  title: 'Start with returning customers',
  decided: 'We build recommendations for returning customers first.',
  whyNow: 'The click data of logged-in visitors is structured and already ours.',
  changeOurMind: 'Fewer than 40 % of orders in March come from returning customers.',
  owner: 'Ada',
  reviewBy: '2027-03-01',
}

/** Adds a card with the zone's button and types into the fields named; ends with the card closed. */
async function addCard(page: Page, kind: string, fields: Record<string, string>): Promise<void> {
  await page
    .getByRole('button', { name: `Add ${kind}`, exact: true })
    .first()
    .click()
  for (const [field, text] of Object.entries(fields)) {
    await page.getByRole('textbox', { name: field, exact: true }).fill(text)
  }
  await page.keyboard.press('Escape')
}

/** Chooses a card as the mouse does: the canvas takes the click, not the card's own element. */
async function chooseCard(page: Page, name: RegExp): Promise<void> {
  const { x, y } = await middleOf(card(page, name))
  await page.mouse.click(x, y)
}

test('UI-81, UI-655: two people run a discovery session, the server is killed in the middle, and nothing that was saved is lost', async ({
  browser,
  server,
  twoPeople: { ada, ben },
}) => {
  test.setTimeout(180_000)

  await test.step('Ada makes a board from the template', async () => {
    await ada.page.goto('/')
    await expect(ada.page.getByRole('heading', { name: 'Boards' })).toBeVisible()
    await ada.page.getByRole('button', { name: 'New board' }).first().click()
    const dialog = ada.page.getByRole('dialog', { name: 'New board' })
    await dialog.getByRole('radio', { name: /Discovery map/ }).check()
    await dialog.getByLabel('Title').fill('Recommendations, first talk')
    await dialog.getByRole('button', { name: 'Create board' }).click()
    await expect(ada.page).toHaveURL(/\/b\/[^/]+$/)
    await joinHere(ada.page, 'Ada', 'Product')
  })
  const boardUrl = ada.page.url()

  await test.step('Ben joins; both see each other', async () => {
    await ben.page.goto(boardUrl)
    await joinHere(ben.page, 'Ben', 'AI')
    await expect(ada.page.getByRole('button', { name: /Ben/ })).toBeVisible()
    await expect(ben.page.getByRole('button', { name: /Ada/ })).toBeVisible()
  })

  await test.step('both put cards on the map, and each sees the other’s', async () => {
    await addCard(ada.page, 'Pain point', { Who: 'Returning customers', 'What hurts': 'See the same shoes for weeks' })
    await addCard(ben.page, 'Signal', { Name: 'Repeated impressions without a click' })
    await addCard(ben.page, 'Unknown', { Question: 'Does anybody log impressions?' })
    for (const { page } of [ada, ben]) {
      await expect(page.getByLabel(/^Pain point: .*same shoes/)).toBeVisible()
      await expect(page.getByLabel(/^Signal: Repeated impressions/)).toBeVisible()
      await expect(page.getByLabel(/^Unknown: Does anybody log/)).toBeVisible()
    }
  })

  await test.step('the gap between them is a finding, and choosing it leads to the card', async () => {
    await ada.page.getByRole('tab', { name: 'Findings' }).click()
    const finding = ada.page.getByRole('button', { name: /signal/i }).filter({ hasText: /same shoes|pain/i })
    await expect(finding.first()).toBeVisible()
    await finding.first().click()
  })

  await test.step('everything so far is shown as saved', async () => {
    await expect(saveStatus(ada.page)).toHaveText('Saved')
    await expect(saveStatus(ben.page)).toHaveText('Saved')
  })

  await test.step('Ben goes on with a sentence, and the server is killed in the middle of it', async () => {
    await chooseCard(ben.page, /^Unknown: Does anybody log/)
    await ben.page.keyboard.press('Enter')
    const question = ben.page.getByRole('textbox', { name: 'Question', exact: true })
    await question.press('End')
    await question.pressSequentially(' And who would')
    await expect(ada.page.getByLabel(/^Unknown: .*And who would/)).toBeVisible()
    await expect(saveStatus(ben.page)).toHaveText('Saved')
    await question.pressSequentially(' know')
    await server.kill9()
    await question.pressSequentially(' that?')
    await expect(saveStatus(ada.page)).toHaveText('Offline')
    await expect(saveStatus(ben.page)).toHaveText('Offline')
    await expect(question).toHaveValue('Does anybody log impressions? And who would know that?')
    await ada.context.close()
    await ben.context.close()
  })

  await server.restart()
  const context = await browser.newContext({ baseURL: server.url })
  const page = await context.newPage()

  await test.step('somebody who was not there finds everything that had been shown as saved', async () => {
    await page.goto(boardUrl)
    await joinHere(page, 'Cleo', 'Design')
    await expect(page.getByLabel(/^Pain point: .*same shoes/)).toBeVisible()
    await expect(page.getByLabel(/^Signal: Repeated impressions/)).toBeVisible()
    await expect(page.getByLabel(/^Unknown: Does anybody log impressions\? And who would/)).toBeVisible()
  })

  await test.step('the decision is recorded with the selected card as evidence', async () => {
    await chooseCard(page, /^Pain point: .*same shoes/)
    await page.getByRole('tab', { name: 'Decisions' }).click()
    await page.getByRole('button', { name: 'Record decision' }).first().click()
    const dialog = page.getByRole('dialog', { name: 'Record decision' })
    await dialog.getByLabel('Title').fill(decision.title)
    await dialog.getByLabel('What we decided').fill(decision.decided)
    await dialog.getByLabel('Why now').fill(decision.whyNow)
    await dialog.getByLabel('What would change our mind').fill(decision.changeOurMind)
    await dialog.getByLabel('Owner').fill(decision.owner)
    await dialog.getByLabel('Review by').fill(decision.reviewBy)
    await expect(dialog.getByText(/same shoes/)).toBeVisible()
    await dialog.getByRole('button', { name: 'Save record' }).click()
    await page.getByRole('link', { name: 'Open the record' }).click()
    await expect(page).toHaveURL(/\/records\//)
    await expect(page.getByRole('heading', { name: decision.title })).toBeVisible()
  })

  await test.step('the exported Markdown says what was typed', async () => {
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: /Markdown/ }).click()
    const file = await (await download).createReadStream()
    let markdown = ''
    for await (const chunk of file) markdown += String(chunk)
    expect(markdown).toMatch(/^---\n/)
    expect(markdown).toContain(`# ${decision.title}`)
    for (const text of [decision.decided, decision.whyNow, decision.changeOurMind]) expect(markdown).toContain(text)
    expect(markdown).toContain(decision.reviewBy)
    expect(markdown).toContain('See the same shoes for weeks')
  })

  await context.close()
})
