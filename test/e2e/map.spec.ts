import { card, drag, joinBoard, makeBoard, makeCard, middleOf, pasteText, saveStatus, zone } from './boardSteps.ts'
import { expect, test } from './fixtures.ts'

test.use({ sharesServer: true })

test.describe('cards and zones', () => {
  test('UI-40: a card is added by its zone, opened by Enter, and its fields are reached by Tab', async ({
    page,
    request,
    server,
  }) => {
    await joinBoard(page, await makeBoard(request, server), 'Ada')
    await page.getByRole('button', { name: 'Add Pain point' }).click()
    await page.keyboard.type('The same shoes for weeks')
    await page.keyboard.press('Tab')
    await page.keyboard.type('Returning customers')
    await page.keyboard.press('Escape')
    const made = card(page, /^Pain point: The same shoes for weeks$/)
    // A new map is seen from so far that cards show their titles alone.
    await expect(made).toHaveText(/The same shoes for weeks$/)
    await page.keyboard.press('Shift+Digit2')
    await expect(made).toContainText('Who: Returning customers')
    await expect(made).not.toContainText('Severity')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.type('4')
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.type('Mira saw it on Monday')
    await page.keyboard.press('Escape')
    await expect(made).toContainText('Severity: 4')
    await expect(made).toContainText('Example: Mira saw it on Monday')
    await expect(page.getByRole('form')).toBeHidden()
    // A kind whose first field is not the one that is begun with: Tab still leads to it.
    await page.keyboard.press('Shift+Digit1')
    await page.getByRole('button', { name: 'Add Verdict' }).click()
    await page.keyboard.type('A rule will do')
    await page.keyboard.press('Tab')
    await expect(page.getByRole('form').getByLabel('Answer')).toBeFocused()
  })

  test('UI-41: dragging within a zone reorders its cards, for everybody', async ({ twoPeople, request, server }) => {
    const { ada, ben } = twoPeople
    const board = await makeBoard(request, server)
    for (const whatHurts of ['One', 'Two', 'Three']) await makeCard(request, server, board, 'pain-point', { whatHurts })
    await joinBoard(ada.page, board, 'Ada')
    await joinBoard(ben.page, board, 'Ben', 'AI')
    const first = await middleOf(card(ada.page, /One/))
    await drag(ada.page, await middleOf(card(ada.page, /Three/)), first)
    for (const { page } of [ada, ben]) {
      await expect.poll(() => middleOf(card(page, /Three/))).toEqual(first)
      await expect.poll(async () => (await middleOf(card(page, /One/))).x).toBeGreaterThan(first.x)
    }
  })

  test('UI-41: a card that a quick hand lets go lands where it was let go', async ({ page, request, server }) => {
    const board = await makeBoard(request, server)
    for (const whatHurts of ['One', 'Two', 'Three']) await makeCard(request, server, board, 'pain-point', { whatHurts })
    await joinBoard(page, board, 'Ada')
    const [one, two, three] = [/One/, /Two/, /Three/].map((name) => card(page, name))
    if (!one || !two || !three) throw new Error('there are three')
    const [from, over, to] = [await middleOf(one), await middleOf(two), await middleOf(three)]
    await page.mouse.move(from.x, from.y)
    await page.mouse.down()
    await page.mouse.move(over.x, over.y, { steps: 4 })
    await page.mouse.move(to.x, to.y)
    await page.mouse.up()
    await expect.poll(() => middleOf(one)).toEqual(to)
    await expect.poll(() => middleOf(two)).toEqual(from)
  })

  test('UI-35: the arrow keys move a card in its zone’s order', async ({ page, request, server }) => {
    const board = await makeBoard(request, server)
    for (const whatHurts of ['One', 'Two', 'Three']) await makeCard(request, server, board, 'pain-point', { whatHurts })
    await joinBoard(page, board, 'Ada')
    const places = await Promise.all(['One', 'Two', 'Three'].map((name) => middleOf(card(page, new RegExp(name)))))
    await card(page, /One/).click()
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => middleOf(card(page, /One/))).toEqual(places[1])
    await expect.poll(() => middleOf(card(page, /Two/))).toEqual(places[0])
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => middleOf(card(page, /One/))).toEqual(places[2])
    await page.keyboard.press('ControlOrMeta+z')
    await expect.poll(() => middleOf(card(page, /One/))).toEqual(places[1])
  })

  test('UI-36: several cards dragged at once go into the zone together, in their order', async ({
    page,
    request,
    server,
  }) => {
    const board = await makeBoard(request, server)
    for (const whatHurts of ['One', 'Two', 'Three']) await makeCard(request, server, board, 'pain-point', { whatHurts })
    await joinBoard(page, board, 'Ada')
    const places = await Promise.all(['One', 'Two', 'Three'].map((name) => middleOf(card(page, new RegExp(name)))))
    const gap = await zone(page, 'Signals').boundingBox()
    const home = await zone(page, 'Pain points').boundingBox()
    if (gap === null || home === null) throw new Error('both zones are in view')
    const between = { x: (home.x + home.width + gap.x) / 2, y: home.y + home.height / 2 }
    await card(page, /One/).click()
    await card(page, /Three/).click({ modifiers: ['Shift'] })
    await drag(page, await middleOf(card(page, /One/)), between)
    await page.getByRole('tab', { name: 'Reading' }).click()
    await expect(page.getByRole('heading', { name: 'Outside their zones' })).toBeVisible()
    const [first, second, third] = places
    if (first === undefined || second === undefined || third === undefined) throw new Error('there are three')
    await expect.poll(() => middleOf(card(page, /Two/))).toEqual(first)
    await drag(page, await middleOf(card(page, /One/)), { x: first.x - 8, y: first.y - 8 })
    await expect(page.getByRole('heading', { name: 'Outside their zones' })).toBeHidden()
    await expect.poll(() => middleOf(card(page, /One/))).toEqual(first)
    await expect.poll(() => middleOf(card(page, /Three/))).toEqual(second)
    await expect.poll(() => middleOf(card(page, /Two/))).toEqual(third)
  })

  test('UI-42: a zone takes its own kinds; another kind stays on the page and is listed as unplaced', async ({
    page,
    request,
    server,
  }) => {
    const board = await makeBoard(request, server)
    await makeCard(request, server, board, 'pain-point', { whatHurts: 'Wanders off' })
    await joinBoard(page, board, 'Ada')
    // A zone that will not take the card does not light up for it.
    await drag(page, await middleOf(card(page, /Wanders off/)), await middleOf(zone(page, 'Signals')), async () => {
      await expect(page.locator('.tl-user-indicator__hint')).toHaveCount(0)
    })
    await page.getByRole('tab', { name: 'Reading' }).click()
    const panel = page.getByRole('complementary', { name: 'About this board' })
    await expect(panel.getByRole('heading', { name: 'Outside their zones' })).toBeVisible()
    await drag(page, await middleOf(card(page, /Wanders off/)), await middleOf(zone(page, 'Pain points')), async () => {
      await expect(page.locator('.tl-user-indicator__hint')).toHaveCount(1)
    })
    await expect(panel.getByRole('heading', { name: 'Outside their zones' })).toBeHidden()
    const home = await zone(page, 'Pain points').boundingBox()
    const there = await middleOf(card(page, /Wanders off/))
    // Laid out at the zone's upper left, wherever it was let go.
    await expect.poll(async () => (await middleOf(card(page, /Wanders off/))).y).toBeLessThan((home?.y ?? 0) + 120)
    expect(there.x).toBeGreaterThan(home?.x ?? 0)
  })

  test('UI-42: cards that a zone lays out stay in it when they are to be grouped, others come apart again', async ({
    page,
    request,
    server,
  }) => {
    const board = await makeBoard(request, server)
    for (const name of ['First', 'Second']) await makeCard(request, server, board, 'signal', { name })
    await joinBoard(page, board, 'Ada')
    const places = async () => [await middleOf(card(page, /First/)), await middleOf(card(page, /Second/))]
    const before = await places()
    const selectBoth = async () => {
      await card(page, /First/).click()
      await card(page, /Second/).click({ modifiers: ['Shift'] })
    }
    await selectBoth()
    await page.keyboard.press('ControlOrMeta+g')
    expect(await places()).toEqual(before)
    await zone(page, 'Signals').getByRole('heading').click()
    await page.keyboard.press('Delete')
    await selectBoth()
    await page.keyboard.press('ControlOrMeta+g')
    await page.keyboard.press('ControlOrMeta+Shift+g')
    await expect(card(page, /First/)).toBeVisible()
    await expect(card(page, /Second/)).toBeVisible()
    await expect(saveStatus(page)).toHaveText('Saved')
  })

  test('UI-43: deleting a zone leaves its cards on the page', async ({ page, request, server }) => {
    const board = await makeBoard(request, server)
    await makeCard(request, server, board, 'pain-point', { whatHurts: 'Still here' })
    await joinBoard(page, board, 'Ada')
    await zone(page, 'Pain points').getByRole('heading').click()
    await page.keyboard.press('Delete')
    await expect(zone(page, 'Pain points')).toBeHidden()
    await expect(card(page, /Still here/)).toBeVisible()
    await page.keyboard.press('ControlOrMeta+z')
    await expect(zone(page, 'Pain points')).toBeVisible()
    await expect(card(page, /Still here/)).toBeVisible()
  })

  test('UI-44: a list pasted onto a zone makes a card of each line', async ({ page, request, server }) => {
    await joinBoard(page, await makeBoard(request, server), 'Ada')
    await zone(page, 'We do not know yet').getByRole('heading').click()
    await pasteText(page, '- Who logs impressions?\n- May we keep them?\n\n3. For how long?\n')
    for (const name of [/Who logs impressions/, /May we keep them/, /For how long/]) {
      await expect(card(page, name)).toHaveCount(1)
    }
    await expect(card(page, /^Unknown: /)).toHaveCount(3)
  })

  test('UI-45: lines pasted elsewhere stay one text', async ({ page, request, server }) => {
    await joinBoard(page, await makeBoard(request, server), 'Ada')
    await pasteText(page, 'One line\nand another')
    await expect(page.locator('.tl-shape[data-shape-type="text"]')).toHaveCount(1)
    await expect(card(page, /.*/)).toHaveCount(0)
  })

  test('UI-49: a zone made narrower keeps its cards, grows with them, and makes room for the zone below', async ({
    page,
    request,
    server,
  }) => {
    const board = await makeBoard(request, server)
    for (let n = 1; n <= 8; n++) await makeCard(request, server, board, 'pain-point', { whatHurts: `Pain ${n}` })
    await joinBoard(page, board, 'Ada')
    const pains = zone(page, 'Pain points')
    await pains.getByRole('heading').click()
    const before = await pains.boundingBox()
    if (before === null) throw new Error('the zone is in view')
    const edge = { x: before.x + before.width, y: before.y + before.height / 2 }
    await drag(page, edge, { x: edge.x - before.width * 0.4, y: edge.y })
    await page.getByRole('tab', { name: 'Reading' }).click()
    await expect(page.getByRole('heading', { name: 'Outside their zones' })).toBeHidden()
    const feet = async () => {
      const [zoneBox, cardBox, below] = await Promise.all([
        pains.boundingBox(),
        card(page, /Pain 8/).boundingBox(),
        zone(page, 'Hypotheses').boundingBox(),
      ])
      if (zoneBox === null || cardBox === null || below === null) throw new Error('all three are drawn')
      return { zone: zoneBox.y + zoneBox.height, card: cardBox.y + cardBox.height, below: below.y }
    }
    await expect.poll(async () => (await feet()).zone).toBeGreaterThan(before.y + before.height + 20)
    const { zone: foot, card: lastCard, below } = await feet()
    expect(lastCard).toBeLessThan(foot)
    expect(below).toBeGreaterThan(foot)
  })
})

test.describe('what the map says', () => {
  test('UI-46: a finding appears, leads to its card, and goes when a link answers it', async ({
    page,
    request,
    server,
  }) => {
    const board = await makeBoard(request, server)
    await makeCard(request, server, board, 'signal', { name: 'Second searches' })
    await joinBoard(page, board, 'Ada')
    await page.getByRole('button', { name: 'Add Pain point' }).click()
    await page.keyboard.type('People search twice')
    await page.keyboard.press('Escape')
    const finding = page.getByRole('button', { name: /^Gap: Nobody has said yet what would show this pain/ })
    await finding.click()
    await expect(card(page, /People search twice/)).toBeInViewport()
    await page.keyboard.press('l')
    await expect(page.getByText('Now point at the card where it leads.')).toBeVisible()
    await page.keyboard.press('Escape')
    await page.keyboard.press('Shift+Digit1')
    await card(page, /People search twice/).click()
    await page.keyboard.press('l')
    await card(page, /Second searches/).click()
    await expect(finding).toBeHidden()
    await expect(page.getByText(/^Pain point .* signal$/)).toBeVisible()
  })

  test('UI-39: a link is drawn from a card’s own button, by dragging or by pointing', async ({
    page,
    request,
    server,
  }) => {
    const board = await makeBoard(request, server)
    for (const whatHurts of ['One', 'Two', 'Three']) await makeCard(request, server, board, 'pain-point', { whatHurts })
    await joinBoard(page, board, 'Ada')
    const arrows = page.locator('.tl-shape[data-shape-type="arrow"]')
    await card(page, /One/).click()
    await page.getByRole('button', { name: 'Link to another card (L)' }).click()
    await card(page, /Two/).click()
    await expect(arrows).toHaveCount(1)
    await page.keyboard.press('Escape')
    await card(page, /One/).click()
    await drag(
      page,
      await middleOf(page.getByRole('button', { name: 'Link to another card (L)' })),
      await middleOf(card(page, /Three/)),
    )
    await expect(arrows).toHaveCount(2)
    await page.keyboard.press('Escape')
    // Two cards need one link: a second one leads to the first.
    await card(page, /Two/).click()
    await page.keyboard.press('l')
    await card(page, /One/).click()
    await expect(arrows).toHaveCount(2)
  })

  test('UI-47: the reading joins both sides, its cells lead to cards, and it can be taken along', async ({
    page,
    context,
    request,
    server,
  }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    const board = await makeBoard(request, server, { title: 'Shop', example: true })
    await joinBoard(page, board, 'Ada')
    await page.getByRole('tab', { name: 'Reading' }).click()
    const table = page.getByRole('region', { name: 'From pain to data' })
    await expect(table.getByRole('columnheader', { name: 'Pain' })).toBeVisible()
    await table
      .getByRole('button', { name: /Clicks on recommended products/ })
      .first()
      .click()
    await expect(card(page, /^Signal: Clicks on recommended/)).toBeInViewport()
    await page.getByRole('button', { name: 'Copy as Markdown' }).click()
    const markdown = await page.evaluate(() => navigator.clipboard.readText())
    expect(markdown).toContain('# Shop')
    expect(markdown).toContain('Clicks on recommended products')
    await page.getByRole('button', { name: 'Copy as CSV' }).click()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('Clicks on recommended products')
  })

  test('UI-48: a record wants what was decided, and takes the selected cards along', async ({
    page,
    request,
    server,
  }) => {
    const board = await makeBoard(request, server)
    await makeCard(request, server, board, 'signal', { name: 'Second searches' })
    await joinBoard(page, board, 'Ada')
    await card(page, /Second searches/).click()
    await page.getByRole('button', { name: 'Record decision' }).click()
    const dialog = page.getByRole('dialog', { name: 'Record decision' })
    await expect(dialog.getByText('Signal: Second searches')).toBeVisible()
    await dialog.getByLabel('Title').fill('Count them')
    await dialog.getByRole('button', { name: 'Save record' }).click()
    await expect(dialog.getByLabel('What we decided')).toHaveAttribute('aria-invalid', 'true')
    await dialog.getByLabel('What we decided').fill('We count second searches from Monday.')
    // Closed to look something up: what was typed is still there.
    await page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
    await page.getByRole('button', { name: 'Record decision' }).click()
    await expect(dialog.getByLabel('Title')).toHaveValue('Count them')
    await dialog.getByRole('button', { name: 'Save record' }).click()
    await page.getByRole('button', { name: 'Back to the board' }).click()
    await page.getByRole('tab', { name: 'Decisions' }).click()
    await page.getByRole('button', { name: 'Record decision' }).click()
    await expect(dialog.getByLabel('Title')).toHaveValue('')
    await page.keyboard.press('Escape')
    await page.getByRole('link', { name: /Count them/ }).click()
    await expect(page.getByRole('heading', { name: 'Count them' })).toBeVisible()
    await expect(page.getByText('Second searches').first()).toBeVisible()
  })
})
