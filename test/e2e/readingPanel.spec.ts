import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { card, joinBoard, makeBoard, makeCard } from './boardSteps.ts'
import { expect, test } from './fixtures.ts'

test.use({ sharesServer: true })

async function openReading(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Reading' }).click()
}

test.describe('the reading panel', () => {
  test('UI-560: a reading is saved as Markdown, CSV and JSON, named after the board and the day', async ({
    page,
    request,
    server,
  }) => {
    const board = await makeBoard(request, server, { title: 'Shop: 1/2', template: 'metric-bridge', example: true })
    await joinBoard(page, board, 'Ada')
    await openReading(page)
    const day = await page.evaluate(() => new Date().toLocaleDateString('sv-SE'))
    for (const [title, ending] of [
      ['Markdown', 'md'],
      ['CSV', 'csv'],
      ['JSON', 'json'],
    ] as const) {
      await page.getByRole('button', { name: 'Download' }).click()
      const download = page.waitForEvent('download')
      await page.getByRole('menuitem', { name: `Download as ${title}` }).click()
      const file = await download
      expect(file.suggestedFilename()).toBe(`Shop 1 2 ${day}.${ending}`)
      const answer = await request.get(`${server.url}/api/v1/boards/${board}/reading?format=${ending}`)
      expect(await readFile(await file.path(), 'utf8')).toBe(await answer.text())
    }
  })

  test('UI-561: a reading is printed on a page of its own, unfolded, in black on white', async ({
    page,
    request,
    server,
  }) => {
    await page.addInitScript(() => {
      // A real print dialog would wait for somebody.
      window.print = () => document.documentElement.setAttribute('data-printed', document.title)
    })
    const board = await makeBoard(request, server, { title: 'Shop', template: 'aha-wall', example: true })
    await joinBoard(page, board, 'Ada')
    await openReading(page)
    await page.getByRole('button', { name: 'Print' }).press('Enter')
    await expect(page.locator('html')).toHaveAttribute('data-printed', /^Shop \d{4}-\d\d-\d\d$/u)
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
    const printed = page.getByRole('article')
    await expect(printed.getByRole('heading', { name: 'Shop', level: 1 })).toBeVisible()
    // Folded on the screen.
    await expect(printed.getByRole('heading', { name: 'Replies' })).toBeVisible()
    await expect(printed.getByRole('heading', { name: 'To discuss' })).toBeVisible()
    await expect(page.getByTestId('canvas')).toBeHidden()
    await expect(page.getByRole('tab', { name: 'Reading' })).toBeHidden()
    await expect(printed).toHaveCSS('background-color', 'rgb(255, 255, 255)')
    await page.emulateMedia({ media: 'screen' })
    await expect(printed).toBeHidden()
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')))
    await expect(printed).toHaveCount(0)
    await expect(page).toHaveTitle(/^Shop(?! \d)/u)
  })

  test('UI-562: the cells of a table are edited in their place, one after the other, and others see it at once', async ({
    twoPeople: { ada, ben },
    request,
    server,
  }) => {
    const board = await makeBoard(request, server, { template: 'metric-bridge' })
    await makeCard(request, server, board, 'metric', { name: 'Clicks', unit: '%' })
    await joinBoard(ada.page, board, 'Ada')
    await joinBoard(ben.page, board, 'Ben', 'AI')
    for (const { page } of [ada, ben]) {
      await openReading(page)
      await page.getByText('Metrics', { exact: true }).click()
    }
    const { page } = ada
    const table = page.getByRole('region', { name: 'Metrics' })
    const seen = ben.page.getByRole('region', { name: 'Metrics' })
    // Still one click to the card.
    await table.getByRole('button', { name: 'Clicks' }).click()
    await expect(card(page, /^Metric: Clicks/)).toBeInViewport()
    await table.getByRole('button', { name: 'Clicks' }).dblclick()
    const name = table.getByRole('textbox', { name: 'Name' })
    await expect(name).toBeFocused()
    await name.press('End')
    await name.pressSequentially(' a day')
    await expect(seen.getByRole('button', { name: 'Clicks a day' })).toBeVisible()
    await expect(card(ben.page, /^Metric: Clicks a day/)).toBeVisible()
    // Tab to the next, which is a choice, and on; back with Shift.
    await page.keyboard.press('Tab')
    await expect(table.getByRole('combobox', { name: 'Side' })).toBeFocused()
    await table.getByRole('combobox', { name: 'Side' }).selectOption({ label: 'Product' })
    await expect(seen.getByRole('button', { name: 'Product' })).toBeVisible()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Shift+Tab')
    await expect(table.getByRole('combobox', { name: 'Side' })).toBeFocused()
    // Escape leaves the focus on the cell, and Enter opens it again.
    await page.keyboard.press('Escape')
    await expect(table.getByRole('combobox')).toHaveCount(0)
    await expect(table.getByRole('button', { name: 'Product' })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(table.getByRole('combobox', { name: 'Side' })).toBeFocused()
    // Leaving it closes it; an empty cell has its button.
    await table.getByRole('button', { name: 'Edit Owner' }).click()
    await expect(table.getByRole('combobox')).toHaveCount(0)
    await expect(table.getByRole('textbox', { name: 'Owner' })).toBeFocused()
    await page.keyboard.type('Mira')
    await page.keyboard.press('Enter')
    // On the words, or on the button beside them where they came only now.
    await expect(table.locator('[data-cell]:has(:focus)')).toContainText('Mira')
    // An edit like any other: it can be undone.
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect(seen.getByRole('button', { name: 'Mira' })).toHaveCount(0)
  })

  test('UI-653: a wide table is read without scrolling sideways, stacked in a narrow panel and whole in a wide one', async ({
    page,
    request,
    server,
  }) => {
    const board = await makeBoard(request, server, { template: 'discovery-map', example: true })
    await joinBoard(page, board, 'Ada')
    await openReading(page)
    const table = page.getByRole('region', { name: 'From pain to data' })
    const isWider = () => table.evaluate(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
    const rowEdges = () =>
      table.evaluate((region) => {
        const filled = [...(region.querySelector('tr:has(td)')?.querySelectorAll('td:not(:empty)') ?? [])]
        return filled.map((cell) => Math.round(cell.getBoundingClientRect().left))
      })
    expect(await isWider()).toBe(false)
    expect(new Set(await rowEdges()).size).toBe(1)
    // What a column is called stands beside what it says.
    expect(
      await table
        .locator('td[data-label="Signal"]')
        .first()
        .evaluate((cell) => getComputedStyle(cell, '::before').content),
    ).toContain('"Signal"')
    await page.getByRole('button', { name: 'Larger panel' }).press('Enter')
    await expect.poll(async () => new Set(await rowEdges()).size).toBeGreaterThan(4)
    expect(await isWider()).toBe(false)
    await page.reload()
    await expect(page.getByRole('button', { name: 'Smaller panel' })).toBeVisible()
    await expect(page.getByTestId('canvas')).toBeVisible()
    await page.setViewportSize({ width: 390, height: 844 })
    await page.reload()
    await page.getByRole('button', { name: 'Findings, reading, decisions' }).click()
    await openReading(page)
    expect(await isWider()).toBe(false)
    expect(new Set(await rowEdges()).size).toBe(1)
  })

  test('UI-563: a digest is of the days that are asked for, on this screen alone', async ({
    twoPeople: { ada, ben },
    request,
    server,
  }) => {
    const board = await makeBoard(request, server, { template: 'aha-wall' })
    await makeCard(request, server, board, 'insight', { text: 'In winter', postedOn: '2026-01-10' })
    await makeCard(request, server, board, 'insight', { text: 'In spring', postedOn: '2026-04-10' })
    await joinBoard(ada.page, board, 'Ada')
    await joinBoard(ben.page, board, 'Ben')
    for (const { page } of [ada, ben]) await openReading(page)
    const { page } = ada
    const table = page.getByRole('region', { name: 'What we learned' })
    await expect(table.getByRole('button', { name: 'In winter' })).toBeVisible()
    await page.getByLabel('From', { exact: true }).fill('2026-04-01')
    await expect(table.getByRole('button', { name: 'In winter' })).toHaveCount(0)
    await expect(table.getByRole('button', { name: 'In spring' })).toBeVisible()
    await expect(ben.page.getByRole('button', { name: 'In winter' })).toBeVisible()
    await page.getByLabel('To', { exact: true }).fill('2026-03-01')
    await expect(page.getByText('The last day lies before the first.')).toBeVisible()
    await page.getByRole('button', { name: 'All days' }).click()
    await expect(table.getByRole('button', { name: 'In winter' })).toBeVisible()
  })
})
