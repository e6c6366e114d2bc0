import { readFileSync } from 'node:fs'
import { makeBoard } from '../support/homePage.ts'
import { expect, test } from './fixtures.ts'

test('UI-68: a record shows its three lines, takes a change of status with its reason, and leaves as Markdown and JSON', async ({
  page,
  request,
}) => {
  const boardId = await makeBoard(request, 'Checkout search', 'discovery-map')
  const card = await request.post(`/api/v1/boards/${boardId}/cards`, {
    data: { kind: 'pain-point', fields: { whatHurts: 'The same twelve products every week' } },
  })
  const { id: cardId } = (await card.json()) as { id: string }
  const words = {
    title: 'Rules first',
    decided: 'We start with hand-written rules.',
    whyNow: 'The catalogue goes live in October.',
    changeOurMind: 'Fewer than 3 % reach the second page.',
  }
  const made = await request.post(`/api/v1/boards/${boardId}/records`, {
    data: { ...words, owner: 'Grace', reviewBy: '2027-01-15', evidence: [cardId], options: ['Rules', 'A model'] },
  })
  expect(made.status()).toBe(201)
  const { id, recordSha256 } = (await made.json()) as { id: string; recordSha256: string }

  await page.goto('/records')
  await page.getByRole('link', { name: 'Rules first' }).click()
  await expect(page).toHaveURL(`/records/${id}`)
  const article = page.getByRole('article')
  for (const text of [words.decided, words.whyNow, words.changeOurMind, 'Grace', '15 January 2027', 'A model']) {
    await expect(article.getByText(text, { exact: true })).toBeVisible()
  }
  await expect(article.getByRole('definition').getByText('The same twelve products every week')).toBeVisible()
  await article.getByText('How this can be checked').click()
  await expect(article.getByText(recordSha256)).toBeVisible()

  await page.getByRole('button', { name: 'Change status' }).click()
  const dialog = page.getByRole('dialog', { name: 'Change status' })
  await dialog.getByLabel('New status').selectOption({ label: 'Deprecated' })
  await dialog.getByRole('button', { name: 'Change status' }).click()
  await expect(dialog.getByLabel('Reason')).toHaveAccessibleDescription(/Say why/)
  await dialog.getByLabel('Reason').fill('The shop was sold.')
  await dialog.getByRole('button', { name: 'Change status' }).click()
  await expect(dialog).toBeHidden()
  await expect(article.getByText('The shop was sold.')).toBeVisible()

  for (const [link, needle] of [
    ['Markdown', words.decided],
    ['JSON', recordSha256],
  ] as const) {
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: link }).click()
    expect(readFileSync(await (await download).path(), 'utf8')).toContain(needle)
  }
  await page.goto('/records')
  await page.getByLabel('Status').selectOption({ label: 'Accepted' })
  await expect(page.getByText('No record fits.')).toBeVisible()
})
