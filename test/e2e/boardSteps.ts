import type { APIRequestContext, Locator, Page } from '@playwright/test'
import type { BuiltServer } from '../support/builtServer.ts'
import { expect } from './fixtures.ts'

/** What people do on a board, in their own words. */

/** Makes a board by the API. Returns its id. */
export async function makeBoard(
  request: APIRequestContext,
  server: BuiltServer,
  board: { title?: string; template?: string; example?: boolean } = {},
): Promise<string> {
  const answer = await request.post(`${server.url}/api/v1/boards`, {
    data: { title: 'Talk', template: 'discovery-map', ...board },
  })
  expect(answer.status()).toBe(201)
  return ((await answer.json()) as { id: string }).id
}

/** Makes a card by the API. Returns its id. */
export async function makeCard(
  request: APIRequestContext,
  server: BuiltServer,
  boardId: string,
  kind: string,
  fields: Record<string, string | number>,
): Promise<string> {
  const answer = await request.post(`${server.url}/api/v1/boards/${boardId}/cards`, { data: { kind, fields } })
  expect(answer.status()).toBe(201)
  return ((await answer.json()) as { id: string }).id
}

/** Opens a board and says who one is. */
export async function joinBoard(page: Page, boardId: string, name: string, discipline = 'Product'): Promise<void> {
  await page.goto(`/b/${boardId}`)
  await joinHere(page, name, discipline)
}

/** Says who one is on the board that is open. */
export async function joinHere(page: Page, name: string, discipline: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Who are you?' })
  await dialog.getByLabel('Your name').fill(name)
  await dialog.getByLabel('Discipline').selectOption({ label: discipline })
  await dialog.getByRole('button', { name: 'Join' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByTestId('canvas')).toBeVisible()
}

/** A card on the canvas by its accessible name. */
export function card(page: Page, name: RegExp): Locator {
  return page.getByTestId('canvas').getByRole('group', { name })
}

/** A zone on the canvas by its title. */
export function zone(page: Page, title: string): Locator {
  return page.getByTestId('canvas').getByRole('region', { name: title, exact: true })
}

/** The one element that says whether everything is saved. */
export function saveStatus(page: Page): Locator {
  return page.getByRole('status')
}

/** The middle of an element that has come to rest, in page coordinates: the canvas may be sliding to where it was sent. */
export async function middleOf(element: Locator): Promise<{ x: number; y: number }> {
  let last: { x: number; y: number } | null = null
  await expect(async () => {
    const box = await element.boundingBox()
    if (box === null) throw new Error('It is not in view')
    const before = last
    last = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
    expect(last).toEqual(before)
  }).toPass({ intervals: [100] })
  if (last === null) throw new Error('It is not in view')
  return last
}

/** Drags from one point to another as a hand does, pausing before it lets go. */
export async function drag(
  page: Page,
  from: { x: number; y: number },
  to: { x: number; y: number },
  beforeLettingGo: () => Promise<void> = async () => undefined,
): Promise<void> {
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 8 })
  await page.mouse.move(to.x, to.y, { steps: 8 })
  await beforeLettingGo()
  await page.mouse.up()
}

/** Puts a text on the clipboard and pastes it, as if it had been copied elsewhere. */
export async function pasteText(page: Page, text: string): Promise<void> {
  await page.evaluate((pasted) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', pasted)
    const target = document.activeElement ?? document.body
    target.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, text)
}
