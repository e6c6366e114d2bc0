import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { accessibilityProblems } from '../support/accessibility.ts'
import { card, joinHere, saveStatus } from './boardSteps.ts'
import { expect, test } from './fixtures.ts'
import { Team } from './team.ts'
import { chooseCard, fillOpenCard } from './templateSteps.ts'

async function write(page: Page, text: string): Promise<void> {
  await page.getByRole('button', { name: 'Add Insight', exact: true }).first().click()
  await fillOpenCard(page, { Text: text })
}

test('UI-600: five roles at one board each do what they may, see why not the rest, and stop at once when it is taken', async ({
  browser,
}) => {
  test.setTimeout(180_000)
  const team = await Team.start(browser)
  try {
    const facilitator = await team.open(await team.link('facilitate'))
    await joinHere(facilitator, 'Fred', 'Product')
    const editor = await team.open(await team.link('edit'))
    await joinHere(editor, 'Edda', 'AI')
    const poster = await team.open(await team.link('read and post'))
    const viewer = await team.open(await team.link('look'))
    await joinHere(viewer, 'Vic', 'Risk')

    await test.step('what an editor writes, all see; whoever may only look reads it whole and changes nothing', async () => {
      await write(editor, 'People look for presents')
      for (const page of [team.owner, facilitator, viewer]) {
        await expect(card(page, /^Insight: People look/)).toBeVisible()
      }
      await expect(viewer.getByRole('button', { name: 'View only' })).toBeVisible()
      await expect(viewer.getByRole('button', { name: /^Add / })).toHaveCount(0)
      await expect(viewer.getByRole('button', { name: 'Undo' })).toHaveCount(0)
      await viewer.getByRole('button', { name: 'View only' }).click()
      await expect(viewer.getByText('ask whoever sent it for another').first()).toBeVisible()
      await chooseCard(viewer, /^Insight: People look/)
      await viewer.keyboard.press('Delete')
      await viewer.getByRole('button', { name: 'Read (Enter)' }).click()
      await expect(viewer.getByRole('form', { name: 'Read insight' }).getByLabel('Text')).toBeDisabled()
      await viewer.getByRole('button', { name: 'Close' }).click()
      await expect(card(editor, /^Insight: People look/)).toBeVisible()
    })

    await test.step('whoever may post lands on the posting page, and the post on the wall', async () => {
      await expect(poster).toHaveURL(`${team.server.url}/post/${team.board}`)
      await poster
        .getByLabel('What do you know now that you did not know last week?')
        .fill('Returns are slow to arrive')
      await poster.getByRole('button', { name: 'Post', exact: true }).click()
      await expect(card(team.owner, /^Insight: Returns are slow/)).toBeVisible()
      await poster.goto(`/b/${team.board}`)
      await joinHere(poster, 'Pia', 'Data')
      await expect(poster.getByRole('button', { name: 'Read and post' })).toBeVisible()
      await expect(poster.getByRole('link', { name: 'Post', exact: true })).toBeVisible()
    })

    await test.step('a facilitator shares, an editor does not', async () => {
      await expect(editor.getByRole('button', { name: 'Share' })).toHaveCount(0)
      await facilitator.getByRole('button', { name: 'Share' }).click()
      const dialog = facilitator.getByRole('dialog', { name: 'Share this board' })
      await dialog.getByText('A link with an end or a label').click()
      await dialog.getByLabel('Whom it is for').fill('The new colleague')
      await dialog.getByRole('button', { name: 'Make this link' }).click()
      await expect(dialog.getByRole('textbox', { name: 'New link' })).toHaveValue(/\/join\//)
      await dialog.getByText('Links to this board').click()
      await expect(dialog.getByText('The new colleague')).toBeVisible()
      expect(await accessibilityProblems(facilitator)).toEqual([])
      await facilitator.keyboard.press('Escape')
    })

    await test.step('whoever looked may edit once a second link says so, without a reload', async () => {
      const second = await viewer.context().newPage()
      await second.goto(await team.link('edit'))
      await expect(viewer.getByRole('button', { name: 'View only' })).toHaveCount(0)
      await write(viewer, 'It offers umbrellas in Bergen')
      await expect(card(team.owner, /^Insight: It offers umbrellas/)).toBeVisible()
    })

    await test.step('a link that is taken back ends what came by it within a second', async () => {
      await team.takeBackFrom('Pia')
      await expect(poster.getByRole('heading', { name: 'This board is not shared with you' })).toBeVisible({
        timeout: 2_000,
      })
      await expect(saveStatus(editor)).toHaveText('Saved')
    })
  } finally {
    await team.dispose()
  }
})

test('UI-601: whoever worked offline and lost the right meanwhile takes along what was not sent', async ({
  browser,
}) => {
  const team = await Team.start(browser)
  try {
    const editor = await team.open(await team.link('edit'))
    await joinHere(editor, 'Edda', 'AI')
    await expect(saveStatus(editor)).toHaveText('Saved')
    await editor.context().setOffline(true)
    await write(editor, 'Nobody has heard this yet')
    // An open line that has gone silent is known for dead only after a while.
    await expect(saveStatus(editor)).toHaveText('Offline', { timeout: 40_000 })
    await team.takeBackFrom('Edda')
    await editor.context().setOffline(false)
    await expect(editor.getByRole('heading', { name: 'This board is not shared with you' })).toBeVisible({
      timeout: 30_000,
    })
    const download = editor.waitForEvent('download')
    await editor.getByRole('button', { name: 'Download my changes' }).click()
    const stream = await (await download).createReadStream()
    let text = ''
    for await (const chunk of stream) text += String(chunk)
    expect(text).toContain('Nobody has heard this yet')
    await expect(card(team.owner, /Nobody has heard/)).toHaveCount(0)
  } finally {
    await team.dispose()
  }
})

test('UI-602: whoever runs the workspace sees what boards take up and who came, and makes and takes back tokens', async ({
  browser,
  playwright,
}) => {
  const team = await Team.start(browser)
  try {
    const editor = await team.open(await team.link('edit'))
    await joinHere(editor, 'Edda', 'AI')
    await team.owner.goto('/')
    await team.owner.getByRole('link', { name: 'Workspace' }).click()
    await expect(team.owner.getByRole('row', { name: /^Five at once/ })).toBeVisible()
    expect(await accessibilityProblems(team.owner)).toEqual([])

    const backup = team.owner.waitForEvent('download')
    await team.owner.getByRole('link', { name: 'Download backup' }).click()
    expect((await backup).suggestedFilename()).toMatch(/^betwixt-\d{4}-\d{2}-\d{2}\.tar$/u)
    const bytes = await readFile(await (await backup).path())
    // What restore looks at first, and the board that is meant.
    expect(bytes.includes('manifest')).toBe(true)
    expect(bytes.includes('Five at once')).toBe(true)

    await team.owner.getByRole('tab', { name: 'API tokens' }).click()
    expect(await accessibilityProblems(team.owner)).toEqual([])
    await team.owner.getByLabel('What it is for').fill('Nightly metrics')
    await team.owner.getByRole('button', { name: 'Make token' }).click()
    const token = await team.owner.getByRole('textbox', { name: 'Token for “Nightly metrics”' }).inputValue()
    const script = await playwright.request.newContext({
      baseURL: team.server.url,
      extraHTTPHeaders: { authorization: `Bearer ${token}` },
    })
    expect((await script.get(`/api/v1/boards/${team.board}/reading`)).status()).toBe(200)
    expect((await script.delete(`/api/v1/boards/${team.board}`)).status()).toBe(403)
    await team.owner.getByRole('list', { name: 'API tokens' }).getByRole('button', { name: 'Take back' }).click()
    await expect(team.owner.getByText('“Nightly metrics” is taken back.')).toBeVisible()
    expect((await script.get(`/api/v1/boards/${team.board}/reading`)).status()).toBe(401)
    await script.dispose()

    await team.owner.getByRole('tab', { name: 'People' }).click()
    await team.owner.getByRole('listitem').filter({ hasText: 'Edda' }).getByRole('button', { name: 'Sign out' }).click()
    await expect(editor.getByRole('heading', { name: 'This board is not shared with you' })).toBeVisible()
  } finally {
    await team.dispose()
  }
})
