import type { Page } from '@playwright/test'
import { card, drag, joinBoard, makeBoard, makeCard, middleOf, saveStatus, zone } from './boardSteps.ts'
import { expect, test } from './fixtures.ts'
import { changeCard, chooseCard, fillOpenCard, finding, openForm, panel, readingsOf } from './templateSteps.ts'

test.use({ sharesServer: true })

/** The aha wall as a team uses it in a week: two people at the board, one with a phone. */

/** A day so many days ago, yyyy-mm-dd, by the clock of this machine. */
function daysAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)
}

/** Writes a post with the inbox' button. */
async function write(page: Page, kind: string, fields: Readonly<Record<string, string>>): Promise<void> {
  await page
    .getByRole('button', { name: `Add ${kind}`, exact: true })
    .first()
    .click()
  await fillOpenCard(page, fields)
}

test('UI-541: a team fills an aha wall by hand and by phone, each question of the wall comes and goes, and the digest says what was typed', async ({
  browser,
  request,
  server,
  twoPeople: { ada, ben },
}) => {
  test.setTimeout(240_000)
  const board = await makeBoard(request, server, { template: 'aha-wall', title: 'What we learned' })
  await joinBoard(ada.page, board, 'Ada')
  await joinBoard(ben.page, board, 'Ben', 'AI')

  await test.step('a post from a phone lands on the open wall', async () => {
    const context = await browser.newContext({
      baseURL: server.url,
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    })
    const phone = await context.newPage()
    await phone.goto(`/post/${board}`)
    await phone.getByText('Surprise', { exact: true }).tap()
    await phone.getByLabel('What did the model do that nobody expected?').fill('It offers umbrellas in Bergen')
    await phone.getByLabel('Tags').fill('season, cold start')
    await phone.getByRole('button', { name: 'Post', exact: true }).tap()
    await expect(phone.getByText('Your surprise is on the wall.')).toBeVisible()
    for (const { page } of [ada, ben]) await expect(card(page, /^Surprise: It offers umbrellas/)).toBeVisible()
    expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    await context.close()
  })

  await test.step('a wall without thanks asks for some, and stops when there are', async () => {
    const asked = finding(ben.page, 'No thanks on this wall lately: who made something easier?')
    await expect(asked).toBeVisible()
    await write(ada.page, 'Thanks', { Text: 'For the old phone', To: 'Customer care', Tags: 'phones' })
    await expect(asked).toBeHidden()
  })

  await test.step('UI-543: tags that are taken as the card closes make it higher', async () => {
    for (const { page } of [ada, ben]) {
      await expect(card(page, /^Thanks: /).getByText(/^Tags: phones$/)).toBeInViewport({ ratio: 1 })
    }
  })

  await test.step('a failure without a lesson is asked for one', async () => {
    await write(ada.page, 'Failure', { Text: 'The page jumped on old phones', Tags: 'phones' })
    const asked = finding(ben.page, 'Nobody has written down yet what this failure taught')
    await expect(asked).toBeVisible()
    await changeCard(ben.page, /^Failure: The page jumped/, { Lesson: 'Try it on the oldest phone first' })
    await expect(asked).toBeHidden()
  })

  await test.step('a side that never posts is missed, until it does', async () => {
    for (const Text of ['People look for presents', 'Returns are slow to arrive']) {
      await write(ada.page, 'Insight', { Text })
    }
    const asked = finding(ada.page, 'Nobody from AI has posted on this wall yet')
    await expect(asked).toBeVisible()
    await write(ben.page, 'Quote', { Text: '“For once I see my lamps”' })
    await expect(asked).toBeHidden()
  })

  await test.step('a discipline that was last heard of long ago is missed', async () => {
    await changeCard(ben.page, /^Quote: /, { 'Posted on': daysAgo(40) })
    const asked = finding(ada.page, `AI has posted nothing since ${daysAgo(40)}: what was learned there?`)
    await expect(asked).toBeVisible()
    await write(ben.page, 'Fix', { Text: 'The catalogue loads at two' })
    await expect(asked).toBeHidden()
  })

  await test.step('what waits too long in the inbox is asked about, until it lies in a theme', async () => {
    const asked = finding(ben.page, 'A post has waited in the inbox for over 14 days: which theme is it part of?')
    await expect(asked).toBeVisible()
    await ada.page.getByRole('button', { name: 'Board menu' }).click()
    await ada.page.getByRole('menuitem', { name: 'Add a zone: Theme' }).click()
    const title = ada.page.getByRole('textbox', { name: 'Zone title' })
    await expect(title).toBeFocused()
    await title.fill('Lamps')
    await title.press('Enter')
    await expect(zone(ben.page, 'Lamps')).toBeAttached()
    await ada.page.keyboard.press('Escape')
    await ada.page.keyboard.press('Shift+Digit1')
    await expect(zone(ada.page, 'Lamps')).toBeInViewport({ ratio: 0.9 })
    await expect(card(ada.page, /^Quote: /)).toBeInViewport({ ratio: 0.9 })
    await drag(ada.page, await middleOf(card(ada.page, /^Quote: /)), await middleOf(zone(ada.page, 'Lamps')))
    await expect(asked).toBeHidden()
    await ada.page.keyboard.press('ControlOrMeta+z')
    await expect(asked).toBeVisible()
    await ada.page.keyboard.press('ControlOrMeta+Shift+z')
    await expect(asked).toBeHidden()
  })

  await test.step('everything that was typed is in the digest, in every format', async () => {
    for (const { page } of [ada, ben]) await expect(saveStatus(page)).toHaveText('Saved')
    const { json, md, csv } = await readingsOf(request, server, board)
    const [reading] = json.readings
    expect(reading?.template).toBe('aha-wall')
    expect(reading?.findings).toEqual([])
    expect(reading?.unplaced).toEqual([])
    const lines = csv.split('\r\n')
    const lineOf = (text: string) => lines.find((line) => line.includes(text)) ?? ''
    for (const text of [
      'It offers umbrellas in Bergen',
      'For the old phone',
      'Try it on the oldest phone first',
      'People look for presents',
      'Returns are slow to arrive',
      'For once I see my lamps',
      'The catalogue loads at two',
    ]) {
      expect(JSON.stringify(json), text).toContain(text)
      expect(md, text).toContain(text)
      expect(csv, text).toContain(text)
    }
    expect(lineOf('For once I see my lamps')).toContain('Lamps')
    expect(lineOf('For once I see my lamps')).toContain('Ben')
    expect(lineOf('It offers umbrellas')).toContain('season, cold start')
    expect(lineOf('For the old phone')).toContain('Customer care')
    expect(md).toContain('phones')
  })
})

test('UI-542: two people react and reply at once from the card’s bar, and everything counts; undo takes back one’s own', async ({
  request,
  server,
  twoPeople: { ada, ben },
}) => {
  test.setTimeout(120_000)
  const board = await makeBoard(request, server, { template: 'aha-wall' })
  await makeCard(request, server, board, 'insight', { text: 'Relevant meant two things' })
  await joinBoard(ada.page, board, 'Ada')
  await joinBoard(ben.page, board, 'Ben', 'AI')
  const both = [ada.page, ben.page]
  await Promise.all(both.map((page) => chooseCard(page, /^Insight: /)))
  const mark = (page: Page, title: string, count: number) =>
    page.getByRole('button', { name: `${title}: ${count}`, exact: true })

  await test.step('the same mark by both counts twice', async () => {
    await Promise.all(both.map((page) => mark(page, 'Aha', 0).click()))
    for (const page of both) {
      await expect(mark(page, 'Aha', 2)).toBeVisible()
      await expect(mark(page, 'Aha', 2)).toHaveAttribute('aria-pressed', 'true')
    }
  })

  await test.step('different marks by both count once each, and stand on the card', async () => {
    await Promise.all([mark(ada.page, 'Hooray', 0).click(), mark(ben.page, 'Not sure', 0).click()])
    for (const page of both) {
      await expect(mark(page, 'Hooray', 1)).toBeVisible()
      await expect(mark(page, 'Not sure', 1)).toBeVisible()
      await expect(card(page, /^Insight: /)).toContainText('Aha 2, Hooray 1, Not sure 1')
    }
  })

  await test.step('undo takes back one’s own reaction, redo gives it again', async () => {
    await ada.page.keyboard.press('ControlOrMeta+z')
    for (const page of both) await expect(mark(page, 'Hooray', 0)).toBeVisible()
    await expect(mark(ben.page, 'Not sure', 1)).toBeVisible()
    await ada.page.keyboard.press('ControlOrMeta+Shift+z')
    for (const page of both) await expect(mark(page, 'Hooray', 1)).toBeVisible()
  })

  await test.step('the bar’s reply button leads to the line for a reply, and both replies are there', async () => {
    await Promise.all(both.map((page) => page.getByRole('button', { name: 'Replies: 0', exact: true }).click()))
    await Promise.all(
      both.map(async (page, at) => {
        const line = openForm(page).getByLabel('Replies', { exact: true }).and(page.getByRole('textbox'))
        await expect(line).toBeFocused()
        await line.fill(at === 0 ? 'We argued for weeks' : 'The model never knew')
        await line.press('Enter')
      }),
    )
    for (const page of both) {
      await expect(openForm(page)).toContainText('Ada We argued for weeks')
      await expect(openForm(page)).toContainText('Ben The model never knew')
    }
    await ada.page.keyboard.press('Escape')
    await expect(ada.page.getByRole('button', { name: 'Replies: 2', exact: true })).toBeVisible()
  })

  await test.step('the reading has all of it', async () => {
    for (const page of both) await expect(saveStatus(page)).toHaveText('Saved')
    await ada.page.getByRole('tab', { name: 'Reading' }).click()
    await expect(panel(ada.page).getByText('Relevant meant two things').first()).toBeVisible()
    const { md, json } = await readingsOf(request, server, board)
    for (const text of ['We argued for weeks', 'The model never knew']) expect(md).toContain(text)
    expect(JSON.stringify(json)).toContain('We argued for weeks')
  })
})

test('UI-654: a post from the posting page says that it came from there, and whether from a phone', async ({
  browser,
  page,
  request,
  server,
}) => {
  const board = await makeBoard(request, server, { template: 'aha-wall' })
  const phone = await browser.newContext({ baseURL: server.url, hasTouch: true, isMobile: true })
  for (const [at, source] of [
    [page, 'page'],
    [await phone.newPage(), 'phone'],
  ] as const) {
    await at.goto(`/post/${board}`)
    await at.getByLabel('What do you know now that you did not know last week?').fill('Nobody scrolls')
    const answer = at.waitForResponse((response) => response.request().method() === 'POST')
    await at.getByRole('button', { name: 'Post', exact: true }).click()
    const { fields } = (await (await answer).json()) as { fields: Record<string, unknown> }
    expect(fields['source']).toBe(source)
  }
  await phone.close()
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

  test('UI-549: the bar of a card is wholly in view, beside the card and not on it, and large enough for a finger', async ({
    page,
    request,
    server,
  }) => {
    test.setTimeout(120_000)
    const board = await makeBoard(request, server, { template: 'aha-wall', example: true })
    await joinBoard(page, board, 'Ada')
    for (const name of [/^Insight: “Relevant/, /^Chart: On phones/, /^Insight: Whoever buys/]) {
      await card(page, name).tap()
      const buttons = page.getByRole('button', { name: /^(Aha: |Yes: |Replies: |Edit \(|Link to)/ })
      await expect(buttons).toHaveCount(5)
      const own = await card(page, name).boundingBox()
      for (const button of await buttons.all()) {
        await expect(button).toBeInViewport({ ratio: 1 })
        const box = await button.boundingBox()
        if (box === null || own === null) throw new Error('both are in view')
        expect(box.width).toBeGreaterThanOrEqual(40)
        expect(box.height).toBeGreaterThanOrEqual(40)
        expect(box.y + box.height <= own.y || box.y >= own.y + own.height).toBe(true)
      }
      await page.keyboard.press('Escape')
    }
  })
})
