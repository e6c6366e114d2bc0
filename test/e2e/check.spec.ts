import { accessibilityProblems } from '../support/accessibility.ts'
import { expect, test } from './fixtures.ts'

test('UI-603: the check page says of each thing that a board needs whether it works from this browser', async ({
  page,
  server,
}) => {
  await page.goto('/check')
  const checks = page.getByRole('list', { name: 'Checks' }).getByRole('listitem')
  await expect(checks).toHaveCount(5)
  for (const title of ['The server answers', 'Live connections (WebSockets)', 'The server can write']) {
    await expect(checks.filter({ hasText: title })).toContainText('Works')
  }
  await expect(checks.filter({ hasText: 'This browser keeps' })).toContainText('outlive closing the tab')
  expect(await accessibilityProblems(page)).toEqual([])
  await server.kill9()
  await page.getByRole('button', { name: 'Check again' }).click()
  for (const title of ['The server answers', 'Live connections (WebSockets)', 'The server can write']) {
    await expect(checks.filter({ hasText: title })).toContainText('Does not work')
  }
})
