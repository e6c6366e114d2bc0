import { accessibilityProblems } from '../support/accessibility.ts'
import { card, joinHere, pasteText } from './boardSteps.ts'
import { expect, test } from './fixtures.ts'
import { Team } from './team.ts'
import { chooseCard, fillOpenCard, openForm } from './templateSteps.ts'

let team: Team

test.beforeEach(async ({ browser }) => {
  team = await Team.start(browser)
})

test.afterEach(async () => {
  await team.dispose()
})

test('UI-680: a link that was taken back, here or by somebody else, is not offered any more', async () => {
  const facilitator = await team.open(await team.link('facilitate'))
  await joinHere(facilitator, 'Fred Aster', 'Product')
  await team.link('look')
  await team.owner.getByRole('button', { name: 'Share' }).click()
  const dialog = team.owner.getByRole('dialog', { name: 'Share this board' })
  await dialog.getByLabel('Others may').selectOption({ label: 'look' })
  const link = dialog.getByRole('textbox', { name: 'Link', exact: true })
  const first = await link.inputValue()
  await dialog.getByText('Links to this board').click()
  await dialog.getByRole('button', { name: 'Take all back' }).click()
  await expect(dialog.getByText('This link was taken back and lets nobody in.')).toBeVisible()
  await expect(link).toBeHidden()
  await dialog.getByRole('button', { name: 'Make another link' }).click()
  await expect(link).toHaveValue(/\/join\//u)
  expect(await link.inputValue()).not.toBe(first)
  await team.owner.keyboard.press('Escape')

  await facilitator.getByRole('button', { name: 'Share' }).click()
  const theirs = facilitator.getByRole('dialog', { name: 'Share this board' })
  await theirs.getByText('Links to this board').click()
  await theirs.getByRole('listitem').filter({ hasText: 'nobody has come by yet' }).getByRole('button').click()
  await expect(facilitator.getByText('Taken back.')).toBeVisible()
  await team.owner.getByRole('button', { name: 'Share' }).click()
  await dialog.getByLabel('Others may').selectOption({ label: 'look' })
  await expect(dialog.getByText('This link was taken back and lets nobody in.')).toBeVisible()
})
