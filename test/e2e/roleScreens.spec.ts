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
  await expect(dialog.getByText('This link has ended or was taken back and lets nobody in.')).toBeVisible()
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
  await expect(dialog.getByText('This link has ended or was taken back and lets nobody in.')).toBeVisible()
})

test('UI-681: whoever may only look reads a card by a double click, is told why nothing comes onto the board, and is shown no keys that do nothing', async () => {
  await team.owner.getByRole('button', { name: 'Add Insight', exact: true }).first().click()
  await fillOpenCard(team.owner, { Text: 'People look for presents' })
  const viewer = await team.open(await team.link('look'))
  await joinHere(viewer, 'Vic Moreau', 'Risk')
  const insight = card(viewer, /^Insight: People look/)
  await expect(insight).toBeVisible()
  expect(await accessibilityProblems(viewer)).toEqual([])
  await chooseCard(viewer, /^Insight: People look/)
  await viewer.keyboard.press('Escape')
  await insight.dblclick()
  const form = viewer.getByRole('form', { name: 'Read insight' })
  await expect(form.getByLabel('Text')).toBeDisabled()
  // Longer than its window: the fields themselves are what the keyboard scrolls.
  await viewer.setViewportSize({ width: 1024, height: 500 })
  expect(await accessibilityProblems(viewer)).toEqual([])
  await viewer.keyboard.press('Escape')
  await expect(form).toBeHidden()

  const sent: string[] = []
  viewer.on('request', (request) => {
    if (request.method() !== 'GET') sent.push(request.url())
  })
  await pasteText(viewer, 'A thought of somebody who looks')
  await expect(viewer.getByText('Your link lets you look at this board.')).toHaveCount(1)
  await viewer.getByTestId('canvas').evaluate((canvas) => {
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(new File(['<svg xmlns="http://www.w3.org/2000/svg"/>'], 'a.svg', { type: 'image/svg+xml' }))
    for (const type of ['dragover', 'drop']) {
      canvas.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }))
    }
  })
  await expect(viewer.getByText('Your link lets you look at this board.')).toHaveCount(2)
  expect(sent).toEqual([])

  await viewer.keyboard.press('?')
  const sheet = viewer.getByRole('dialog', { name: 'Shortcuts' })
  await expect(sheet.getByText('Open the selected card')).toBeVisible()
  await expect(sheet.getByText(/Undo|Eraser|Delete|Paste|paste/u)).toHaveCount(0)
})

test('UI-682: the posting page tells whoever may only look that they may not post, and leads to the board', async () => {
  const viewer = await team.open(await team.link('look'))
  await joinHere(viewer, 'Vic Moreau', 'Risk')
  await viewer.goto(`/post/${team.board}`)
  await expect(viewer.getByText('Your link does not let you post to it.')).toBeVisible()
  await expect(viewer.getByRole('button', { name: 'Post', exact: true })).toHaveCount(0)
  await viewer.getByRole('link', { name: 'Open the board' }).click()
  await expect(viewer.getByRole('button', { name: 'View only' })).toBeVisible()
})

test('UI-688: a record offers to change its status to those who may', async () => {
  const record = await team.owner.evaluate(async (board) => {
    const answer = await fetch(`/api/v1/boards/${board}/records`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        title: 'Presents',
        decided: 'We ask for whom',
        whyNow: 'Many guess',
        changeOurMind: 'Few answer',
      }),
    })
    return ((await answer.json()) as { id: string }).id
  }, team.board)
  const change = { name: 'Change status' }
  const editor = await team.open(await team.link('edit'))
  await editor.goto(`/records/${record}`)
  await expect(editor.getByRole('button', change)).toBeVisible()
  const viewer = await team.open(await team.link('look'))
  const board = viewer.waitForResponse((response) => response.url().endsWith(`/api/v1/boards/${team.board}`))
  await viewer.goto(`/records/${record}`)
  await board
  await expect(viewer.getByRole('link', { name: 'Markdown' })).toBeVisible()
  await expect(viewer.getByRole('button', change)).toHaveCount(0)
})

test('UI-686: a post whose link was taken back while it was written is kept, and it is said why it did not go', async () => {
  const poster = await team.open(await team.link('read and post'))
  const field = poster.getByLabel('What do you know now that you did not know last week?')
  await field.fill('Half a post')
  await team.owner.getByRole('button', { name: 'Share' }).click()
  const dialog = team.owner.getByRole('dialog', { name: 'Share this board' })
  await dialog.getByText('Links to this board').click()
  await dialog.getByRole('listitem').filter({ hasText: 'Can read and post' }).getByRole('button').click()
  await expect(team.owner.getByText('Taken back.')).toBeVisible()
  await poster.getByRole('button', { name: 'Post', exact: true }).click()
  await expect(poster.getByText('Your link may have ended or been taken back')).toBeVisible()
  await dialog.getByLabel('Others may').selectOption({ label: 'read and post' })
  await dialog.getByRole('button', { name: 'Make another link' }).click()
  await poster.goto(await dialog.getByRole('textbox', { name: 'Link', exact: true }).inputValue())
  await expect(field).toHaveValue('Half a post')
})

test('UI-683: whose right changes while a board is open is told what they may now, and a dialog that needed it closes', async () => {
  const facilitator = await team.open(await team.link('facilitate'))
  await joinHere(facilitator, 'Fred Aster', 'Product')
  const second = await facilitator.context().newPage()
  await second.goto(await team.link('edit'))
  await expect(second.getByTestId('canvas')).toBeVisible()
  await second.close()
  await facilitator.getByRole('button', { name: 'Share' }).click()
  const dialog = facilitator.getByRole('dialog', { name: 'Share this board' })
  await expect(dialog.getByRole('textbox', { name: 'Link', exact: true })).toBeVisible()
  await team.owner.getByRole('button', { name: 'Share' }).click()
  const list = team.owner.getByRole('dialog', { name: 'Share this board' })
  await list.getByText('Links to this board').click()
  await list
    .getByRole('listitem')
    .filter({ hasText: 'Can facilitate' })
    .filter({ hasText: 'Fred Aster' })
    .getByRole('button')
    .click()
  await expect(facilitator.getByText('You can change this board now.')).toBeVisible()
  await expect(dialog).toBeHidden()
  await facilitator.getByRole('button', { name: 'Add Insight', exact: true }).first().click()
  await expect(openForm(facilitator)).toBeVisible()
})

test('UI-684: on a phone what a role adds to the bar and the share dialog is large enough for a finger, and nothing lies on anything else', async () => {
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }
  const poster = await team.open(await team.link('read and post'), phone)
  await poster.goto(`/b/${team.board}`)
  await joinHere(poster, 'Pia Winter', 'Data')
  const note = poster.getByRole('button', { name: 'Read and post' })
  const post = poster.getByRole('link', { name: 'Post', exact: true })
  const follow = poster.getByRole('button', { name: /^Follow Olga/u })
  const [left, middle, right] = await Promise.all([note, post, follow].map((each) => each.boundingBox()))
  if (!left || !middle || !right) throw new Error('One of them is not shown')
  for (const { width, height } of [left, middle]) expect(Math.min(width, height)).toBeGreaterThanOrEqual(40)
  expect(left.x + left.width).toBeLessThanOrEqual(middle.x)
  expect(middle.x + middle.width).toBeLessThanOrEqual(right.x)

  const facilitator = await team.open(await team.link('facilitate'), phone)
  await joinHere(facilitator, 'Fred Aster', 'Product')
  await facilitator.getByRole('button', { name: 'Share' }).tap()
  const dialog = facilitator.getByRole('dialog', { name: 'Share this board' })
  for (const title of ['A link with an end or a label', 'Links to this board']) {
    expect((await dialog.getByText(title).boundingBox())?.height).toBeGreaterThanOrEqual(40)
  }
})

test('UI-685: the table of boards keeps its columns in view beside a title of one long word, and a token may be for any board, also a hidden one', async () => {
  const { owner } = team
  await owner.evaluate(async (id) => {
    const send = (method: string, path: string, body: object) =>
      fetch(path, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
    await send('PATCH', `/api/v1/boards/${id}`, { title: 'Rücksendestellen'.repeat(8), hidden: true })
    for (let count = 0; count < 100; count++) await send('POST', '/api/v1/boards', { title: `Board ${count}` })
  }, team.board)
  await owner.setViewportSize({ width: 1024, height: 768 })
  await owner.goto('/workspace')
  await owner.getByRole('button', { name: 'More boards' }).click()
  const row = owner.getByRole('row', { name: /Rücksendestellen/u })
  await expect(row).toBeVisible()
  const last = await owner.getByRole('columnheader', { name: 'Here now' }).boundingBox()
  expect((last?.x ?? Infinity) + (last?.width ?? Infinity)).toBeLessThanOrEqual(1024)
  await owner.getByRole('tab', { name: 'API tokens' }).click()
  await expect(owner.getByLabel('On', { exact: true }).locator('option')).toHaveCount(102)
  await expect(owner.getByLabel('On', { exact: true }).locator('option', { hasText: '(hidden)' })).toHaveCount(1)
})
