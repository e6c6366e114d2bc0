import type { Page } from '@playwright/test'
import { card, drag, joinBoard, makeBoard, middleOf, saveStatus, zone } from './boardSteps.ts'
import { expect, test } from './fixtures.ts'
import { changeCard, chooseCard, fillOpenCard, finding, openForm, panel, readingsOf } from './templateSteps.ts'

test.use({ sharesServer: true })

/** The metric bridge as its workshop goes: product and AI list, translate, pair, guard and sign, at once. */

async function addMetric(page: Page, category: string, fields: Readonly<Record<string, string>>): Promise<void> {
  await zone(page, category).getByRole('button', { name: 'Add Metric', exact: true }).click()
  await fillOpenCard(page, fields)
}

const revenue = {
  Name: 'Revenue per visit',
  Definition: 'Orders paid, divided by all visits.',
  Target: '1.95 € in March',
  Owner: 'Mira',
}
const drift = { Name: 'Drift of views', Definition: 'Stability index, by week.', Target: 'Below 0.1', Owner: 'Aylin' }

test('UI-544: two sides build a metric bridge by hand, each question of it comes and goes, and the reading says what was typed', async ({
  request,
  server,
  twoPeople: { ada, ben },
}) => {
  test.setTimeout(240_000)
  const board = await makeBoard(request, server, { template: 'metric-bridge', title: 'Shop metrics' })
  await joinBoard(ada.page, board, 'Ada')
  await joinBoard(ben.page, board, 'Ben', 'AI')

  await test.step('both list what they measure, and are asked for what is missing', async () => {
    await Promise.all([
      addMetric(ada.page, 'Business impact', { Name: revenue.Name }),
      addMetric(ben.page, 'Model health', { Name: drift.Name }),
    ])
    const asked = finding(ada.page, 'This metric has no owner, no definition and no target yet')
    await expect(asked).toBeVisible()
    await Promise.all([
      changeCard(ada.page, /^Metric: Revenue/, revenue),
      changeCard(ben.page, /^Metric: Drift/, drift),
    ])
    await expect(asked).toBeHidden()
  })

  await test.step('a target asks for its guardrail', async () => {
    const asked = finding(ben.page, 'This metric has a target and no guardrail yet')
    await expect(asked).toBeVisible()
    await Promise.all([
      changeCard(ada.page, /^Metric: Revenue/, { Guardrail: 'Below 1.80 €', Timing: 'Lagging' }),
      changeCard(ben.page, /^Metric: Drift/, { Guardrail: 'Above 0.25', Timing: 'Leading' }),
    ])
    await expect(asked).toBeHidden()
  })

  await test.step('a link between two metrics makes the bridge and opens it', async () => {
    const asked = [
      'Nobody has said yet what this metric means to the other side',
      'No chain of bridges leads from this model metric to product yet',
      'This leading indicator is bridged to no lagging one: which result does it announce?',
      'This lagging indicator is bridged to no leading one: what would show it early?',
    ].map((message) => finding(ada.page, message))
    for (const question of asked) await expect(question).toBeVisible()
    await chooseCard(ben.page, /^Metric: Drift/)
    await ben.page.keyboard.press('l')
    const to = await middleOf(card(ben.page, /^Metric: Revenue/))
    await ben.page.mouse.click(to.x, to.y)
    await expect(ben.page.getByRole('form', { name: 'Edit bridge' })).toBeVisible()
    await expect(ben.page.locator('.tl-shape[data-shape-type="arrow"]')).toHaveCount(2)
    for (const question of asked) await expect(question).toBeHidden()
    await expect(finding(ada.page, 'This bridge is only assumed, and not in words yet')).toBeVisible()
    await fillOpenCard(ben.page, { 'In plain words': 'When drift rises by 0.1, revenue falls by 2 %.' })
  })

  await test.step('undo takes the bridge and both arrows back in one step, redo gives them again', async () => {
    // The words are a step of their own.
    await ben.page.keyboard.press('ControlOrMeta+z')
    await ben.page.keyboard.press('ControlOrMeta+z')
    for (const { page } of [ada, ben]) {
      await expect(card(page, /^Bridge/)).toHaveCount(0)
      await expect(page.locator('.tl-shape[data-shape-type="arrow"]')).toHaveCount(0)
    }
    await ben.page.keyboard.press('ControlOrMeta+Shift+z')
    await ben.page.keyboard.press('ControlOrMeta+Shift+z')
    for (const { page } of [ada, ben]) {
      await expect(card(page, /^Bridge: When drift rises by 0.1/)).toHaveCount(1)
      await expect(page.locator('.tl-shape[data-shape-type="arrow"]')).toHaveCount(2)
    }
  })

  await test.step('a bridge that is only assumed is asked about until it is tested', async () => {
    const asked = finding(ada.page, 'We only assume this so far: how would we find out whether it holds?')
    await expect(asked).toBeVisible()
    await changeCard(ada.page, /^Bridge: When drift/, {
      Direction: 'Opposite ways',
      'Expected lag': 'A week',
      Strength: 'Tested',
      'Tested how': 'Two weeks, half and half',
      Owner: 'Jonas',
    })
    await expect(asked).toBeHidden()
  })

  await test.step('a second link between the two leads to the bridge that is there', async () => {
    await chooseCard(ada.page, /^Metric: Revenue/)
    await ada.page.keyboard.press('l')
    const to = await middleOf(card(ada.page, /^Metric: Drift/))
    await ada.page.mouse.click(to.x, to.y)
    await expect(ada.page.locator('.tl-shape[data-shape-type="arrow"]')).toHaveCount(2)
    await expect(card(ada.page, /^Bridge/)).toHaveCount(1)
  })

  await test.step('success is said, and signed by people of both sides', async () => {
    await expect(finding(ada.page, 'Nobody has said yet what both sides will call success')).toBeVisible()
    await ada.page.keyboard.press('Escape')
    await zone(ada.page, 'Success').getByRole('button', { name: 'Add Success line' }).click()
    await openForm(ada.page).getByLabel('Statement').fill('Revenue holds while drift stays below 0.1')
    await expect(finding(ben.page, 'Nobody has signed this success line yet')).toBeVisible()
    await openForm(ada.page).getByRole('button', { name: 'Sign' }).click()
    await expect(finding(ben.page, 'Nobody from AI has signed this success line yet')).toBeVisible()
    await chooseCard(ben.page, /^Success line: /)
    await ben.page.keyboard.press('Enter')
    await openForm(ben.page).getByRole('button', { name: 'Sign' }).click()
    for (const { page } of [ada, ben]) {
      await expect(openForm(page).getByText('Ada (Product)')).toBeVisible()
      await expect(openForm(page).getByText('Ben (AI)')).toBeVisible()
      await page.keyboard.press('Escape')
      await expect(panel(page).getByText('The board has no questions at the moment.')).toBeVisible()
    }
  })

  await test.step('the reading draws the bridge, and the exports say what was typed', async () => {
    for (const { page } of [ada, ben]) await expect(saveStatus(page)).toHaveText('Saved')
    await ada.page.getByRole('tab', { name: 'Reading' }).click()
    const graph = panel(ada.page).getByRole('group', { name: 'What moves what' })
    await expect(graph.getByRole('button', { name: 'Drift of views → Revenue per visit' })).toBeVisible()
    await expect(graph.getByText('tested', { exact: true })).toBeVisible()
    await expect(graph.locator('path[data-strength="tested"]')).toHaveCount(1)
    const { json, md, csv } = await readingsOf(request, server, board)
    expect(json.readings[0]?.findings).toEqual([])
    expect(json.readings[0]?.unplaced).toEqual([])
    const row = csv.split('\r\n').find((line) => line.includes('When drift rises')) ?? ''
    for (const text of ['Revenue per visit', 'Drift of views', 'Opposite ways', 'A week', 'Tested', 'Jonas']) {
      expect(row, text).toContain(text)
    }
    const typed = [
      ...Object.values(revenue),
      ...Object.values(drift),
      'Below 1.80 €',
      'Above 0.25',
      'When drift rises by 0.1, revenue falls by 2 %.',
      'Two weeks, half and half',
      'Revenue holds while drift stays below 0.1',
      'Ada (Product)',
      'Ben (AI)',
    ]
    const plain = md.replaceAll('\\', '')
    for (const text of typed) {
      expect(JSON.stringify(json), text).toContain(text)
      expect(plain, text).toContain(text)
    }
  })
})

test('UI-545: a card that is dragged to another zone takes what that zone says of its cards; undo and Escape take it back', async ({
  page,
  request,
  server,
}) => {
  test.setTimeout(90_000)
  const board = await makeBoard(request, server, { template: 'metric-bridge' })
  await joinBoard(page, board, 'Ada')
  await addMetric(page, 'Model health', { Name: 'Slots for new products', Measured: 'Once' })
  const metric = card(page, /^Metric: Slots/)
  const asked = finding(page, 'This is measured once: who would notice if it became unfair later?')
  const where = async () => {
    const { reading } = await readingsOf(request, server, board)
    const { metrics } = reading.model as { metrics: { fields: { side: string; category: string } }[] }
    return metrics.map(({ fields: { side, category } }) => `${side} ${category}`)
  }
  await expect(metric).toHaveAttribute('data-side', 'ai')
  await expect.poll(where).toEqual(['model model-health'])
  const home = await middleOf(metric)

  await test.step('Escape in the middle of the drag leaves everything as it was', async () => {
    await drag(page, home, await middleOf(zone(page, 'Business impact')), async () => {
      await page.keyboard.press('Escape')
    })
    await expect.poll(() => middleOf(metric)).toEqual(home)
    await expect(metric).toHaveAttribute('data-side', 'ai')
  })

  await test.step('let go over a zone, it is of that zone’s side and category', async () => {
    await drag(page, home, await middleOf(zone(page, 'Business impact')))
    await expect(metric).toHaveAttribute('data-side', 'product')
    await expect.poll(where).toEqual(['product business-impact'])
    await page.keyboard.press('ControlOrMeta+z')
    await expect(metric).toHaveAttribute('data-side', 'ai')
    await expect.poll(() => middleOf(metric)).toEqual(home)
    await expect.poll(where).toEqual(['model model-health'])
    await page.keyboard.press('ControlOrMeta+Shift+z')
    await expect(metric).toHaveAttribute('data-side', 'product')
    await expect.poll(where).toEqual(['product business-impact'])
  })

  await test.step('a fairness metric that is measured once is asked about where fairness is', async () => {
    await expect(asked).toBeHidden()
    await drag(page, await middleOf(metric), await middleOf(zone(page, 'Fairness and risk')))
    await expect(asked).toBeVisible()
    await changeCard(page, /^Metric: Slots/, { Measured: 'Continuously' })
    await expect(asked).toBeHidden()
  })

  await test.step('what somebody chose by hand stays when the card only moves within its zone', async () => {
    await changeCard(page, /^Metric: Slots/, { Category: 'Model performance' })
    const there = await middleOf(metric)
    await drag(page, there, await middleOf(zone(page, 'Business impact')), async () => {
      await page.keyboard.press('Escape')
    })
    await drag(page, there, { x: there.x + 30, y: there.y + 10 })
    await expect.poll(where).toEqual(['model model-performance'])
  })
})
