import type { Locator } from '@playwright/test'
import { templates } from '../../shared/templates/index.ts'
import { accessibilityProblems } from '../support/accessibility.ts'
import { joinBoard, makeBoard } from './boardSteps.ts'
import { expect, test } from './fixtures.ts'
import { openForm } from './templateSteps.ts'

for (const colorScheme of ['light', 'dark'] as const) {
  for (const { id, example } of templates) {
    if (example === null) continue
    test(`UI-550: the example of ${id} passes axe-core in ${colorScheme}`, async ({ page, request, server }) => {
      test.setTimeout(180_000)
      await page.emulateMedia({ colorScheme })
      await joinBoard(page, await makeBoard(request, server, { template: id, example: true }), 'Ada')
      const cards = page.getByTestId('canvas').getByRole('group')
      await expect(cards.first()).toBeVisible()
      expect(await accessibilityProblems(page)).toEqual([])
      await clickFirstFree(cards)
      await page.getByRole('button', { name: 'Edit (Enter)' }).click()
      await expect(openForm(page)).toBeVisible()
      expect(await accessibilityProblems(page)).toEqual([])
      await page.keyboard.press('Escape')
      await page.getByRole('tab', { name: 'Reading' }).click()
      expect(await accessibilityProblems(page)).toEqual([])
    })
  }
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
