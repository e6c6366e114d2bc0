import { readFile } from 'node:fs/promises'
import { card, drag, joinBoard, makeBoard, makeCard, middleOf, saveStatus } from './boardSteps.ts'
import { expect, test } from './fixtures.ts'

test.describe('joining', () => {
  test.use({ sharesServer: true })

  test('UI-20: a board asks who one is once, and not again', async ({ page, request, server }) => {
    const board = await makeBoard(request, server)
    await joinBoard(page, board, 'Ada')
    await page.reload()
    await expect(page.getByTestId('canvas')).toBeVisible()
    await expect(page.getByRole('button', { name: 'You are Ada' })).toBeVisible()
    await expect(page.getByRole('dialog')).toBeHidden()
  })

  test('UI-21: a board that is not there says so in words', async ({ page }) => {
    await page.goto('/b/nothing-here')
    await expect(page.getByRole('heading', { name: 'This board is not here' })).toBeVisible()
  })

  test('UI-21: who is on a board that is deleted is told, and goes on there once it is restored', async ({
    page,
    request,
    server,
  }) => {
    const board = await makeBoard(request, server)
    await makeCard(request, server, board, 'signal', { name: 'Second searches' })
    await joinBoard(page, board, 'Ada')
    await request.delete(`${server.url}/api/v1/boards/${board}`)
    await expect(page.getByRole('heading', { name: 'This board is in the trash' })).toBeVisible()
    await request.post(`${server.url}/api/v1/boards/${board}/restore`)
    await expect(card(page, /Second searches/)).toBeVisible()
    await expect(saveStatus(page)).toHaveText('Saved')
  })

  test('UI-22: a title changed in place reaches everybody on the board', async ({ twoPeople, request, server }) => {
    const { ada, ben } = twoPeople
    const board = await makeBoard(request, server, { title: 'First talk' })
    await joinBoard(ada.page, board, 'Ada')
    await joinBoard(ben.page, board, 'Ben', 'AI')
    await ada.page.getByLabel('Board title').fill('Second talk')
    await ada.page.getByLabel('Board title').press('Enter')
    await expect(ben.page.getByLabel('Board title')).toHaveValue('Second talk')
    await expect(ben.page).toHaveTitle(/Second talk/)
  })
})

test.describe('together', () => {
  test('UI-23: two people typing in one field keep every character', async ({ twoPeople, request, server }) => {
    const { ada, ben } = twoPeople
    const board = await makeBoard(request, server)
    await makeCard(request, server, board, 'pain-point', { whatHurts: 'middle' })
    await joinBoard(ada.page, board, 'Ada')
    await joinBoard(ben.page, board, 'Ben', 'AI')
    for (const { page } of [ada, ben]) {
      await card(page, /^Pain point: middle/).click()
      await page.keyboard.press('Enter')
    }
    const [left, right] = [ada, ben].map(({ page }) => page.getByRole('textbox', { name: 'What hurts' }))
    if (left === undefined || right === undefined) throw new Error('both have the field')
    await left.press('Home')
    await right.press('End')
    await Promise.all([left.pressSequentially('left '), right.pressSequentially(' right')])
    await expect(left).toHaveValue('left middle right')
    await expect(right).toHaveValue('left middle right')
    await expect(ada.page.getByRole('form').getByText('Ben here too')).toBeVisible()
  })

  test('UI-23: whoever has a card open that somebody else deletes is told', async ({ twoPeople, request, server }) => {
    const { ada, ben } = twoPeople
    const board = await makeBoard(request, server)
    await makeCard(request, server, board, 'pain-point', { whatHurts: 'Not for long' })
    await joinBoard(ada.page, board, 'Ada')
    await joinBoard(ben.page, board, 'Ben', 'AI')
    const told = ada.page.getByText('The card that you had open was deleted.')
    await card(ada.page, /Not for long/).click()
    await ada.page.keyboard.press('Enter')
    await ada.page.keyboard.press('Escape')
    await ada.page.keyboard.press('Enter')
    await expect(ada.page.getByRole('form')).toBeVisible()
    await expect(told).toBeHidden()
    await card(ben.page, /Not for long/).click()
    await ben.page.keyboard.press('Delete')
    await expect(told).toBeVisible()
    await expect(ada.page.getByRole('form')).toBeHidden()
  })

  test('UI-24: undo takes back one’s own change and leaves the other’s', async ({ twoPeople, request, server }) => {
    const { ada, ben } = twoPeople
    const board = await makeBoard(request, server)
    await joinBoard(ada.page, board, 'Ada')
    await joinBoard(ben.page, board, 'Ben', 'AI')
    await ada.page.getByRole('button', { name: 'Add Pain point' }).click()
    await ada.page.keyboard.type('Of Ada')
    await ada.page.keyboard.press('Escape')
    await expect(card(ben.page, /Of Ada/)).toBeVisible()
    await ben.page.getByRole('button', { name: 'Add Signal' }).click()
    await ben.page.keyboard.type('Of Ben')
    await ben.page.keyboard.press('Escape')
    await expect(card(ada.page, /Of Ben/)).toBeVisible()
    const undo = ada.page.getByRole('button', { name: 'Undo' })
    while (await undo.isEnabled()) await undo.click()
    await expect(card(ada.page, /^Pain point/)).toBeHidden()
    await expect(card(ben.page, /^Pain point/)).toBeHidden()
    await expect(card(ada.page, /Of Ben/)).toBeVisible()
  })

  test('UI-25: one sees who is there, and a click follows them', async ({ twoPeople, request, server }) => {
    const { ada, ben } = twoPeople
    const board = await makeBoard(request, server, { example: true })
    await joinBoard(ada.page, board, 'Ada')
    await joinBoard(ben.page, board, 'Ben', 'AI')
    const follow = ada.page.getByRole('button', { name: 'Follow Ben, AI' })
    await follow.click()
    await card(ben.page, /^Signal: Clicks/).click()
    await ben.page.keyboard.press('Shift+Digit2')
    await expect(ada.page.getByRole('button', { name: 'Follow Ben, AI', pressed: true })).toBeVisible()
    await expect(card(ada.page, /^Signal: Clicks/)).toBeInViewport()
    await expect(card(ada.page, /^Limit: None of us/)).not.toBeInViewport()
  })

  test('UI-26: without the server one goes on, and the work is there for everybody when it is back', async ({
    twoPeople,
    request,
    server,
  }) => {
    const { ada, ben } = twoPeople
    const board = await makeBoard(request, server)
    await joinBoard(ada.page, board, 'Ada')
    await joinBoard(ben.page, board, 'Ben', 'AI')
    await expect(saveStatus(ada.page)).toHaveText('Saved')
    await server.kill9()
    await expect(saveStatus(ada.page)).toHaveText('Offline')
    await expect(ada.page.getByText('No connection to the server.')).toBeVisible()
    await ada.page.getByRole('button', { name: 'Add Pain point' }).click()
    await ada.page.keyboard.type('Thought of on the train')
    await ada.page.keyboard.press('Escape')
    await expect(ada.page.getByText(/kept on this device$/)).toBeVisible()
    // What one opens for the first time is there as well.
    for (const name of ['Record decision', 'Share']) {
      await ada.page.getByRole('button', { name }).click()
      await expect(ada.page.getByRole('dialog')).toBeVisible()
      await ada.page.keyboard.press('Escape')
    }
    await ada.page.getByRole('button', { name: 'Board menu' }).click()
    await ada.page.getByRole('menuitem', { name: 'Shortcuts' }).click()
    await expect(ada.page.getByRole('dialog', { name: 'Shortcuts' })).toBeVisible()
    await ada.page.keyboard.press('Escape')
    await server.restart()
    await expect(saveStatus(ada.page)).toHaveText('Saved', { timeout: 30_000 })
    await expect(card(ben.page, /Thought of on the train/)).toBeVisible({ timeout: 30_000 })
    await expect(ada.page.getByText('No connection to the server.')).toBeHidden()
  })
})

test.describe('the canvas', () => {
  test.use({ sharesServer: true })

  test('UI-27: nothing is fetched from another host, images stay with the server', async ({
    page,
    request,
    server,
  }) => {
    const foreign: string[] = []
    page.on('request', (sent) => {
      const isOurs = [server.url, 'blob:', 'data:'].some((start) => sent.url().startsWith(start))
      if (!isOurs) foreign.push(sent.url())
    })
    const board = await makeBoard(request, server, { template: 'blank' })
    await joinBoard(page, board, 'Ada')
    const chooser = page.waitForEvent('filechooser')
    await page.getByTestId('tools.more-button').click()
    await page.getByTestId('tools.more.asset').click()
    await (await chooser).setFiles({ name: 'screen.png', mimeType: 'image/png', buffer: ONE_PIXEL })
    const shown = page.locator('.tl-shape[data-shape-type="image"] img, .tl-shape[data-shape-type="image"] .tl-image')
    await expect(shown.first()).toHaveAttribute('src', new RegExp(`/api/v1/boards/${board}/assets/[0-9a-f]{64}$`))
    await expect(saveStatus(page)).toHaveText('Saved')
    expect(foreign).toEqual([])
  })

  test('UI-28: cards can be copied and pasted on a page without the clipboard of secure pages', async ({
    page,
    request,
    server,
  }) => {
    await page.addInitScript(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }))
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(error.message))
    const board = await makeBoard(request, server)
    await makeCard(request, server, board, 'pain-point', { whatHurts: 'Twice as bad' })
    await joinBoard(page, board, 'Ada')
    await card(page, /Twice as bad/).click()
    await page.keyboard.press('ControlOrMeta+c')
    await page.keyboard.press('ControlOrMeta+v')
    await expect(card(page, /Twice as bad/)).toHaveCount(2)
    await card(page, /Twice as bad/)
      .first()
      .click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Copy' }).click()
    await card(page, /Twice as bad/)
      .first()
      .click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Paste' }).click()
    await expect(card(page, /Twice as bad/)).toHaveCount(3)
    expect(errors).toEqual([])
  })

  test('UI-28: what is pasted does not lie on what it was copied from', async ({ page, request, server }) => {
    await joinBoard(page, await makeBoard(request, server, { template: 'blank' }), 'Ada')
    await page.keyboard.press('n')
    await page.mouse.click(500, 400)
    await page.keyboard.type('Seen twice')
    await page.keyboard.press('Escape')
    await page.keyboard.press('ControlOrMeta+c')
    await page.keyboard.press('ControlOrMeta+v')
    await page.keyboard.press('ControlOrMeta+v')
    const notes = page.locator('.tl-shape[data-shape-type="note"]')
    await expect(notes).toHaveCount(3)
    const places = await notes.evaluateAll((all) => all.map((note) => Math.round(note.getBoundingClientRect().x)))
    expect(new Set(places).size).toBe(3)
    await page.keyboard.press('ControlOrMeta+z')
    await expect(notes).toHaveCount(2)
  })

  test('UI-29: a picture of the page has the words of the cards, without foreign parts', async ({
    page,
    request,
    server,
  }) => {
    const board = await makeBoard(request, server, { title: 'A/B: talk' })
    await makeCard(request, server, board, 'pain-point', {
      whatHurts: 'Same shoes for weeks',
      who: 'Returning customers',
    })
    await joinBoard(page, board, 'Ada')
    const saveAs = async (name: string) => {
      const download = page.waitForEvent('download')
      await page.getByRole('button', { name: 'Board menu' }).click()
      await page.getByRole('menuitem', { name }).click()
      return download
    }
    const svg = await saveAs('Export page as SVG')
    expect(svg.suggestedFilename()).toBe('A B talk.svg')
    const text = await readFile(await svg.path(), 'utf8')
    expect(text).toContain('Same shoes for weeks')
    expect(text).toContain('Returning customers')
    expect(text).toContain('Pain points')
    expect(text).not.toContain('foreignObject')
    // On our paper, not on tldraw's.
    expect(text).toMatch(/rgb\(245, 244, 241\)|#f5f4f1/u)
    const png = await readFile(await (await saveAs('Export page as PNG')).path())
    expect([...png.subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47])
  })

  test('UI-30: Escape in the middle of a drag puts the card back, for the others too', async ({
    twoPeople,
    request,
    server,
  }) => {
    const { ada, ben } = twoPeople
    const board = await makeBoard(request, server)
    await makeCard(request, server, board, 'pain-point', { whatHurts: 'Stays where it is' })
    await joinBoard(ada.page, board, 'Ada')
    await joinBoard(ben.page, board, 'Ben', 'AI')
    const start = await middleOf(card(ada.page, /Stays/))
    await drag(ada.page, start, { x: start.x + 320, y: start.y - 40 }, async () => {
      await expect.poll(async () => (await middleOf(card(ben.page, /Stays/))).x).toBeGreaterThan(start.x + 100)
      await ada.page.keyboard.press('Escape')
    })
    for (const { page } of [ada, ben]) await expect.poll(() => middleOf(card(page, /Stays/))).toEqual(start)
  })

  test('UI-32: a note is open to one writer at a time, and says who', async ({ twoPeople, request, server }) => {
    const { ada, ben } = twoPeople
    const board = await makeBoard(request, server, { template: 'blank' })
    await joinBoard(ada.page, board, 'Ada')
    await joinBoard(ben.page, board, 'Ben', 'AI')
    await ada.page.keyboard.press('n')
    await ada.page.mouse.click(400, 400)
    await ada.page.keyboard.type('Mine for now')
    const note = ben.page.locator('.tl-shape[data-shape-type="note"]')
    await expect(note).toContainText('Mine for now')
    await expect(ben.page.getByText('Ada is writing here')).toBeVisible()
    const middle = await middleOf(note)
    await ben.page.mouse.dblclick(middle.x, middle.y)
    await ben.page.keyboard.type('q')
    await ada.page.keyboard.press('Escape')
    await expect(ben.page.getByText('Ada is writing here')).toBeHidden()
    await expect(note).toHaveText('Mine for now')
    await ben.page.mouse.dblclick(middle.x, middle.y)
    await expect(ada.page.getByText('Ben is writing here')).toBeVisible()
    await ben.page.keyboard.press('ControlOrMeta+a')
    await ben.page.keyboard.type('Now mine')
    await expect(ada.page.locator('.tl-shape[data-shape-type="note"]')).toContainText('Now mine')
  })

  test('UI-31: the sheet of shortcuts opens by ?', async ({ page, request, server }) => {
    await joinBoard(page, await makeBoard(request, server), 'Ada')
    await page.keyboard.press('?')
    await expect(page.getByRole('dialog', { name: 'Shortcuts' })).toBeVisible()
  })
})

const ONE_PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
