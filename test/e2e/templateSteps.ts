import type { APIRequestContext, Locator, Page } from '@playwright/test'
import type { Reading } from '../../shared/api/reading.ts'
import type { BuiltServer } from '../support/builtServer.ts'
import { card, middleOf } from './boardSteps.ts'
import { expect } from './fixtures.ts'

/** What people do on boards of any template. */

/** Chooses a card as the mouse does: the canvas takes the click, not the card's own element. */
export async function chooseCard(page: Page, name: RegExp): Promise<void> {
  await page.keyboard.press('Escape')
  const { x, y } = await middleOf(card(page, name))
  await page.mouse.click(x, y)
}

/** The form of the card that is open. */
export function openForm(page: Page): Locator {
  return page.getByRole('form', { name: /^Edit / })
}

/** Fills fields of the open card by their labels, of whatever type they are, and closes it. */
export async function fillOpenCard(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, value] of Object.entries(fields)) {
    const input = openForm(page).getByLabel(label, { exact: true })
    if ((await input.evaluate(({ tagName }) => tagName)) === 'SELECT') await input.selectOption({ label: value })
    else await input.fill(value)
  }
  await page.keyboard.press('Escape')
  await expect(openForm(page)).toBeHidden()
}

/** Opens a card and fills fields of it. */
export async function changeCard(page: Page, name: RegExp, fields: Readonly<Record<string, string>>): Promise<void> {
  await chooseCard(page, name)
  await page.keyboard.press('Enter')
  await fillOpenCard(page, fields)
}

/** What stands beside the canvas. */
export function panel(page: Page): Locator {
  return page.getByRole('complementary', { name: 'About this board' })
}

/** What the board's checks say, as far as it matches. */
export function finding(page: Page, message: string | RegExp): Locator {
  return panel(page).getByText(message).first()
}

/** The readings of a board in their three formats, as scripts get them, and the first of them. */
export async function readingsOf(
  request: APIRequestContext,
  server: BuiltServer,
  boardId: string,
): Promise<{ json: Reading; reading: Reading['readings'][number]; md: string; csv: string }> {
  const get = (format: string) => request.get(`${server.url}/api/v1/boards/${boardId}/reading?format=${format}`)
  const [json, md, csv] = await Promise.all(['json', 'md', 'csv'].map(get))
  for (const answer of [json, md, csv]) expect(answer?.status()).toBe(200)
  const answer = (await json?.json()) as Reading
  const [reading] = answer.readings
  if (reading === undefined) throw new Error('a board from a template has a reading')
  return {
    json: answer,
    reading,
    md: (await md?.text()) ?? '',
    csv: (await csv?.text()) ?? '',
  }
}
