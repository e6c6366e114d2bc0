import type { Page } from '@playwright/test'
import { card, joinBoard, makeBoard, makeCard, saveStatus, zone } from './boardSteps.ts'
import { expect, test } from './fixtures.ts'

test.use({ sharesServer: true })

/** Adds a card by a zone's button, types its lead, and fills further fields by their labels. */
async function add(page: Page, zoneTitle: string, kind: string, lead: string, fields: Record<string, string> = {}) {
  await zone(page, zoneTitle)
    .getByRole('button', { name: `Add ${kind}` })
    .click()
  await page.keyboard.type(lead)
  for (const [label, value] of Object.entries(fields)) await page.getByRole('form').getByLabel(label).fill(value)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('form')).toBeHidden()
}

/** Opens a card and fills one field. */
async function fill(page: Page, name: RegExp, label: string, value: string) {
  await card(page, name).click()
  await page.keyboard.press('Enter')
  await page.getByRole('form').getByLabel(label).fill(value)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('form')).toBeHidden()
}

async function link(page: Page, from: RegExp, to: RegExp) {
  await page.keyboard.press('Escape')
  await card(page, from).click()
  await page.keyboard.press('l')
  await card(page, to).click()
  await page.keyboard.press('Escape')
}

/** Where a finding stands in the panel: what it says is the name of the button that mutes it. */
function finding(page: Page, words: RegExp) {
  return page.getByRole('button', { name: new RegExp(`^Mute: .*${words.source}`, 'u') })
}

test('UI-581: two people tell how it failed, each finding comes and goes, and the exports hold what they typed', async ({
  twoPeople,
  request,
  server,
}) => {
  test.setTimeout(120_000)
  const board = await makeBoard(request, server, { title: 'Before we begin', template: 'pre-mortem' })
  const ada = twoPeople.ada.page
  const ben = twoPeople.ben.page
  await joinBoard(ada, board, 'Ada')
  await joinBoard(ben, board, 'Ben', 'AI')

  await add(ada, 'Product tells', 'Story', 'Clicks rose and sales did not')
  await expect(finding(ben, /AI has not told a story yet/)).toBeVisible()
  await expect(finding(ben, /How likely is this story/)).toBeVisible()
  await Promise.all([
    add(ben, 'AI tells', 'Story', 'It had learned one autumn', { Likelihood: '1', Harm: '2' }),
    fill(ada, /Clicks rose/, 'Likelihood', '4'),
  ])
  await fill(ada, /Clicks rose/, 'Harm', '5')
  for (const page of [ada, ben]) {
    await expect(finding(page, /AI has not told a story yet/)).toBeHidden()
    await expect(finding(page, /How likely is this story/)).toBeHidden()
    await expect(finding(page, /Nobody has said yet how we would see this coming/)).toBeVisible()
    await expect(finding(page, /Nothing guards against this story yet/)).toBeVisible()
    await expect(finding(page, /Nobody has said yet at what point we would stop/)).toBeVisible()
  }

  await Promise.all([
    add(ada, 'Early signs', 'Early sign', 'Baskets stay empty'),
    add(ben, 'Precautions', 'Precaution', 'Report baskets first', { By: '2020-02-02' }),
  ])
  await expect(finding(ada, /Nobody watches for this sign yet/)).toBeVisible()
  await expect(finding(ada, /Nobody has taken on this precaution yet/)).toBeVisible()
  await expect(finding(ada, /This was to be done by 2020-02-02/)).toBeVisible()
  await link(ada, /Clicks rose/, /Baskets stay empty/)
  await link(ben, /Report baskets first/, /Clicks rose/)
  await Promise.all([
    fill(ada, /Baskets stay empty/, 'Watched by', 'Ada'),
    fill(ben, /Report baskets first/, 'Owner', 'Ben'),
  ])
  await fill(ben, /Report baskets first/, 'By', '2999-02-02')
  await add(ada, 'We stop when', 'Tripwire', 'Sales fall twice')
  for (const words of [
    /how we would see/,
    /guards against/,
    /watches for/,
    /taken on/,
    /to be done by/,
    /would stop/,
  ]) {
    await expect(finding(ben, words)).toBeHidden()
  }

  await expect(saveStatus(ada)).toHaveText(/^Saved/)
  await expect(saveStatus(ben)).toHaveText(/^Saved/)
  const reading = async (format: string) =>
    (await request.get(`${server.url}/api/v1/boards/${board}/reading?format=${format}`)).text()
  const row = ['20', 'Clicks rose and sales did not', 'Ada', 'Baskets stay empty', 'Ada', 'Report baskets first', 'Ben']
  const csv = (await reading('csv')).split('\r\n')
  expect(csv[0]).toBe('Part,Risk,Story,Told by,Early sign,Watched by,Precaution,Owner,By')
  expect(csv[1]).toBe(['Told', ...row, '2999-02-02'].join(','))
  expect(csv[2]).toBe('Told,2,It had learned one autumn,Ben,,,,,')
  const markdown = await reading('md')
  expect(markdown).toContain(`| ${[...row, '2999-02-02'].join(' | ')} |`)
  expect(markdown).toContain('Sales fall twice')
  expect(JSON.parse(await reading('json'))).toMatchObject({
    readings: [
      {
        template: 'pre-mortem',
        findings: [],
        unplaced: [],
        model: {
          stories: [
            { side: 'product', risk: 20 },
            { side: 'ai', risk: 2 },
          ],
        },
      },
    ],
  })
})

test('UI-580: a zone with more cards than it is good for says so', async ({ page, request, server }) => {
  const board = await makeBoard(request, server, { template: 'pre-mortem' })
  for (const weStopWhen of ['One', 'Two', 'Three']) await makeCard(request, server, board, 'tripwire', { weStopWhen })
  await joinBoard(page, board, 'Ada')
  // From so far that cards show their titles alone, a zone says no more either.
  await page.keyboard.press('Shift+Digit0')
  const tripwires = zone(page, 'We stop when')
  await expect(card(page, /Three/)).toBeAttached()
  await expect(tripwires.getByText('are usually enough')).toHaveCount(0)
  await makeCard(request, server, board, 'tripwire', { weStopWhen: 'Four' })
  await expect(tripwires.getByText('4 here; 3 are usually enough')).toBeAttached()
})
