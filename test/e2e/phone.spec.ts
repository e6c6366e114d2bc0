import type { Page } from '@playwright/test'
import { accessibilityProblems } from '../support/accessibility.ts'
import { card, joinBoard, makeBoard } from './boardSteps.ts'
import { expect, test } from './fixtures.ts'

test.use({ sharesServer: true })

/** Whether tldraw's mark is what one sees and hits at its own place. Its licence asks for that. */
async function isMarkUncovered(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const mark = document.querySelector('[class*="tl-watermark"]')
    if (mark === null) return false
    const { left, top, right, bottom } = mark.getBoundingClientRect()
    const x = (left + Math.min(right, innerWidth)) / 2
    const shown = document.elementFromPoint(x, (top + bottom) / 2)
    return shown !== null && (mark.contains(shown) || shown.contains(mark))
  })
}

/** The lesser of how wide and how high around a button's middle a tap goes to it, in px. */
function fingerRoom(button: Element): number {
  const { left, top, width, height } = button.getBoundingClientRect()
  const [x, y] = [left + width / 2, top + height / 2]
  const takes = (dx: number, dy: number) => button.contains(document.elementFromPoint(x + dx, y + dy))
  const reach = (dx: number, dy: number) => {
    let far = 0
    while (far < 30 && takes(dx * (far + 0.5), dy * (far + 0.5))) far += 0.5
    return far
  }
  return Math.min(reach(-1, 0) + reach(1, 0), reach(0, -1) + reach(0, 1))
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

  test('UI-38: a card is added and filled by touch, and tldraw’s mark stays uncovered', async ({
    page,
    request,
    server,
  }) => {
    await joinBoard(page, await makeBoard(request, server), 'Ada')
    expect(await isMarkUncovered(page)).toBe(true)
    await page.getByRole('button', { name: 'Add Intent' }).tap()
    await page.getByRole('textbox', { name: 'Statement' }).fill('More people come back')
    expect(await isMarkUncovered(page)).toBe(true)
    await page.getByRole('button', { name: 'Done' }).tap()
    await expect(card(page, /^Intent: More people come back/)).toBeVisible()
    await card(page, /More people come back/).tap()
    await page.getByRole('button', { name: 'Edit (Enter)' }).tap()
    await expect(page.getByRole('textbox', { name: 'Statement' })).toHaveValue('More people come back')
    await page.getByRole('button', { name: 'Done' }).tap()
    await page.getByRole('button', { name: 'Findings, reading, decisions' }).tap()
    await expect(page.getByRole('tab', { name: /Findings/ })).toBeVisible()
    expect(await isMarkUncovered(page)).toBe(true)
    const widest = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(widest).toBeLessThanOrEqual(390)
  })

  test('UI-507: the bar’s buttons and a dialog’s close button are large enough for a finger', async ({
    page,
    request,
    server,
  }) => {
    await joinBoard(page, await makeBoard(request, server), 'Ada')
    for (const name of ['Undo', 'Share', 'Record decision', 'Findings, reading, decisions', 'Board menu']) {
      const button = await page.getByRole('button', { name, exact: true }).boundingBox()
      expect(button?.height, name).toBeGreaterThanOrEqual(40)
    }
    await page.getByRole('button', { name: 'Share', exact: true }).tap()
    const close = await page.getByRole('dialog').getByRole('button', { name: 'Close' }).boundingBox()
    expect(close?.width).toBeGreaterThanOrEqual(40)
    expect(close?.height).toBeGreaterThanOrEqual(40)
  })

  test('UI-652: the buttons on a zone are large enough for a finger, or one leads to where they are', async ({
    page,
    request,
    server,
  }) => {
    const board = await makeBoard(request, server, { template: 'aha-wall' })
    await joinBoard(page, board, 'Ada')
    // Joining clicked with a mouse, and whoever does so is taken to have one.
    await page.reload()
    const add = page.getByRole('button', { name: /^Add (?:Insight|Quote|Chart|Surprise|Failure|Thanks|Fix)$/ })
    const smallest = async () => {
      const hits: number[] = []
      for (const button of await add.all()) hits.push(await button.evaluate(fingerRoom))
      return Math.min(...hits)
    }
    await expect(add).toHaveCount(7)
    await expect.poll(smallest).toBeGreaterThanOrEqual(39)
    // Far away they would be specks.
    const one = page.getByRole('button', { name: 'Add to Inbox' })
    await page.addInitScript(`sessionStorage.setItem('betwixt:camera:${board}', '{"x":80,"y":400,"z":0.25}')`)
    await page.reload()
    await expect(one).toBeVisible()
    await expect(add).toHaveCount(0)
    await expect.poll(() => one.evaluate(fingerRoom)).toBeGreaterThanOrEqual(39)
    await one.tap()
    await expect(add).toHaveCount(7)
    for (const button of await add.all()) await expect(button).toBeInViewport({ ratio: 1 })
    await expect.poll(smallest).toBeGreaterThanOrEqual(39)
  })

  test('UI-39: a link is drawn by touch, card after card', async ({ page, request, server }) => {
    await joinBoard(page, await makeBoard(request, server), 'Ada')
    for (const text of ['First', 'Second']) {
      await page.getByRole('button', { name: 'Add Intent' }).tap()
      await page.getByRole('textbox', { name: 'Statement' }).fill(text)
      await page.getByRole('button', { name: 'Done' }).tap()
    }
    await card(page, /First/).tap()
    await page.getByRole('button', { name: 'Link to another card (L)' }).tap()
    await card(page, /Second/).tap()
    await expect(page.locator('.tl-shape[data-shape-type="arrow"]')).toHaveCount(1)
  })
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`UI-71: the board passes axe-core in ${colorScheme}`, async ({ page, request, server }) => {
    await page.emulateMedia({ colorScheme })
    await joinBoard(page, await makeBoard(request, server, { example: true }), 'Ada')
    await expect(card(page, /^Signal: Clicks/)).toBeVisible()
    expect(await accessibilityProblems(page)).toEqual([])
    await card(page, /^Signal: Clicks/).click()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toBeFocused()
    expect(await accessibilityProblems(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('tab', { name: 'Reading' }).click()
    expect(await accessibilityProblems(page)).toEqual([])
    await page.getByRole('button', { name: 'Record decision' }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    expect(await accessibilityProblems(page)).toEqual([])
  })
}
