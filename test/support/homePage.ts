import { expect, type APIRequestContext, type Locator, type Page } from '@playwright/test'

/** Makes a board by the API; resolves with its id. */
export async function makeBoard(request: APIRequestContext, title: string, template = 'blank'): Promise<string> {
  const answer = await request.post('/api/v1/boards', { data: { title, template } })
  expect(answer.status()).toBe(201)
  const { id } = (await answer.json()) as { id: string }
  return id
}

/** The cards of the boards listed at home. */
export function boards(page: Page): Locator {
  return page.getByRole('list', { name: 'Boards' }).getByRole('article')
}

/** Picks an act from the menu of a board's card. */
export async function choose(page: Page, board: string, act: string): Promise<void> {
  await page.getByRole('button', { name: `More for ${board}` }).click()
  await page.getByRole('menuitem', { name: act }).click()
}
