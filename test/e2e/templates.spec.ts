import type { Locator } from '@playwright/test'
import { templates } from '../../shared/templates/index.ts'
import { accessibilityProblems } from '../support/accessibility.ts'
import { joinBoard, makeBoard } from './boardSteps.ts'
import { expect, test } from './fixtures.ts'
import { openForm } from './templateSteps.ts'

test.use({ sharesServer: true })

for (const { id, example } of templates) {
  if (example === null) continue
  test(`UI-550: the example of ${id} passes axe-core in light and in dark`, async ({ page, request, server }) => {
    test.setTimeout(180_000)
    await page.emulateMedia({ colorScheme: 'light' })
    await joinBoard(page, await makeBoard(request, server, { template: id, example: true }), 'Ada')
    const cards = page.getByTestId('canvas').getByRole('group')
    await expect(cards.first()).toBeVisible()
    const passes = async () => {
      for (const colorScheme of ['dark', 'light'] as const) {
        await page.emulateMedia({ colorScheme })
        await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme)
        expect(await accessibilityProblems(page)).toEqual([])
      }
    }
    await passes()
    await clickFirstFree(cards)
    await page.getByRole('button', { name: 'Edit (Enter)' }).click()
    await expect(openForm(page)).toBeVisible()
    await passes()
    await page.keyboard.press('Escape')
    await page.getByRole('tab', { name: 'Reading' }).click()
    await passes()
  })
}

/** Clicks the first card that nothing of the interface lies over. */
async function clickFirstFree(cards: Locator): Promise<void> {
  for (const each of await cards.all()) {
    const isFree = await each.click({ trial: true, timeout: 500 }).then(
      () => true,
      () => false,
    )
    if (isFree) return each.click()
  }
  throw new Error('something lies over every card')
}
