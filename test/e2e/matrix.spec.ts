import type { APIRequestContext, Page } from '@playwright/test'
import type { BuiltServer } from '../support/builtServer.ts'
import { card, drag, joinBoard, makeBoard, makeCard, middleOf, saveStatus } from './boardSteps.ts'
import { expect, test } from './fixtures.ts'
import { changeCard, chooseCard, fillOpenCard, finding, panel, readingsOf } from './templateSteps.ts'

test.use({ sharesServer: true })

/** The responsibilities matrix as a team works it out: two people at one table. */

const PHASES = [
  'Discovery',
  'Proof of concept and solution design',
  'Build and iteration',
  'Controlled rollout (beta)',
  'Post-launch industrialisation',
]

async function addPhase(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Add Phase', exact: true }).click()
  await fillOpenCard(page, { Name: name })
}

/** Drags a phase so that it stands above another. */
async function putAbove(page: Page, phase: string, other: string): Promise<void> {
  const [from, to] = [await middleOf(phaseCard(page, phase)), await middleOf(phaseCard(page, other))]
  await drag(page, from, { x: from.x, y: to.y - 10 })
}

function phaseCard(page: Page, name: string) {
  return card(page, new RegExp(`^Phase: ${name.replaceAll(/[()]/gu, '\\$&')}$`))
}

/** The phases from the top, as the reading has them. */
async function phasesOf(request: APIRequestContext, server: BuiltServer, board: string): Promise<string[]> {
  const { reading } = await readingsOf(request, server, board)
  const { phases } = reading.model as { phases: { fields: { name: string } }[] }
  return phases.map(({ fields: { name } }) => name)
}

test('UI-546: two people work out a responsibilities matrix by hand, each question of it comes and goes, and the reading says who does what', async ({
  request,
  server,
  twoPeople: { ada, ben },
}) => {
  test.setTimeout(240_000)
  const board = await makeBoard(request, server, { template: 'responsibilities-matrix', title: 'Who does what' })
  await joinBoard(ada.page, board, 'Ada')
  await joinBoard(ben.page, board, 'Ben', 'AI')

  await test.step('suggestions are confirmed or let go, one by one', async () => {
    await expect(finding(ben.page, /^30 roles are still suggestions/)).toBeVisible()
    await chooseCard(ada.page, /^Role: Data Analyst/)
    await ada.page.getByRole('button', { name: 'Confirm this suggestion' }).click()
    await expect(finding(ben.page, /^29 roles are still suggestions/)).toBeVisible()
    await expect(ada.page.getByRole('button', { name: 'Confirm this suggestion' })).toBeHidden()
    await chooseCard(ada.page, /^Role: Legal/)
    await ada.page.getByRole('button', { name: 'Let this suggestion go' }).click()
    await expect(finding(ben.page, /^28 roles are still suggestions/)).toBeVisible()
    await expect(card(ben.page, /^Role: Legal/)).toHaveCount(0)
    await ada.page.keyboard.press('ControlOrMeta+z')
    await expect(card(ben.page, /^Role: Legal/)).toHaveCount(1)
    await ada.page.keyboard.press('ControlOrMeta+z')
    await expect(finding(ben.page, /^30 roles are still suggestions/)).toBeVisible()
    await ada.page.keyboard.press('ControlOrMeta+Shift+z')
    await ada.page.keyboard.press('ControlOrMeta+Shift+z')
    await expect(finding(ben.page, /^28 roles are still suggestions/)).toBeVisible()
  })

  await test.step('two leads are asked which of them decides', async () => {
    const asked = finding(ben.page, 'Two lead this phase. Which of the two decides?')
    await expect(asked).toBeVisible()
    await changeCard(ada.page, /^Role: Engineering/, { Say: 'Decides', Person: 'Lena Vogt' })
    await expect(asked).toBeHidden()
  })

  await test.step('a token that is dragged from cell to cell changes what its phase lacks', async () => {
    const asked = finding(ada.page, 'Nobody reviews this phase yet')
    await expect(asked).toBeHidden()
    const from = await middleOf(card(ben.page, /^Role: Business Stakeholders/))
    const to = await middleOf(card(ben.page, /^Role: Data Analyst/))
    await drag(ben.page, from, to, async () => await ben.page.keyboard.press('Escape'))
    await expect.poll(() => middleOf(card(ben.page, /^Role: Business Stakeholders/))).toEqual(from)
    await expect(asked).toBeHidden()
    await drag(ben.page, from, to)
    await expect(asked).toBeVisible()
    await expect.poll(async () => (await middleOf(card(ada.page, /^Role: Business/))).x).toBe(to.x)
    await ben.page.keyboard.press('ControlOrMeta+z')
    await expect(asked).toBeHidden()
    await expect.poll(() => middleOf(card(ada.page, /^Role: Business/))).toEqual(from)
  })

  await test.step('whoever leads and reviews is noticed', async () => {
    const asked = finding(ada.page, 'Lena Vogt leads this phase and reviews it too: who else could look again?')
    await changeCard(ben.page, /^Role: QA/, { Person: 'Lena Vogt' })
    await expect(asked).toBeVisible()
    await changeCard(ben.page, /^Role: QA/, { Person: 'Max Brand' })
    await expect(asked).toBeHidden()
  })

  await test.step('a phase that has begun wants names', async () => {
    const asked = finding(ben.page, /^Build and iteration has begun, and nobody is named for 4 of its roles yet/)
    await changeCard(ada.page, /^Phase: Build/, { 'Starts on': '2026-01-05' })
    await expect(asked).toBeVisible()
    await changeCard(ada.page, /^Phase: Build/, { 'Starts on': '2099-01-05' })
    await expect(asked).toBeHidden()
  })

  await test.step('a hand-off is complete when both sides could work by it', async () => {
    await ada.page.getByRole('button', { name: 'Add Hand-off', exact: true }).click()
    await fillOpenCard(ada.page, { 'What is handed over': 'What hurts whom', 'Leaves the phase': 'Discovery' })
    const asked = finding(ben.page, 'This hand-off has no deliverable, no overlap and no definition of done yet')
    await expect(asked).toBeVisible()
    await changeCard(ben.page, /^Hand-off: What hurts/, {
      Deliverables: 'discovery notes, open questions',
      'Stays on': 'Mira Lindqvist',
      Until: '2099-02-01',
      'Definition of done': 'The AI side can retell it',
    })
    await expect(asked).toBeHidden()
  })

  await test.step('a role is added in its cell', async () => {
    await chooseCard(ada.page, /^Role: Data Analyst/)
    await ada.page.keyboard.press('Shift+Digit2')
    await ada.page.getByRole('button', { name: 'Add Role to Discovery, Support' }).click()
    await fillOpenCard(ada.page, { Role: 'Field researcher', Person: 'Noor' })
    await expect(card(ben.page, /^Role: Field researcher/)).toBeVisible()
    const cell = await middleOf(card(ben.page, /^Role: Data Analyst/))
    await expect.poll(async () => (await middleOf(card(ben.page, /^Role: Field researcher/))).x).toBe(cell.x)
  })

  await test.step('every format says who does what', async () => {
    for (const { page } of [ada, ben]) await expect(saveStatus(page)).toHaveText('Saved')
    const { json, md, csv } = await readingsOf(request, server, board)
    expect(json.readings[0]?.unplaced).toEqual([])
    const rowOf = (phase: string) => csv.split('\r\n').find((line) => line.startsWith(phase)) ?? ''
    expect(rowOf('Discovery')).toContain('Field researcher: Noor')
    expect(rowOf('Discovery')).toContain('Business Stakeholders (suggested)')
    expect(rowOf('Discovery')).toContain('What hurts whom')
    expect(rowOf('Build')).toContain('Engineering: Lena Vogt (decides, suggested); MLOps (suggested)')
    expect(rowOf('Build')).toContain('QA: Max Brand')
    expect(rowOf('Build')).toContain('starts on 2099-01-05')
    expect(csv).not.toContain('Legal')
    const plain = md.replaceAll('\\', '')
    for (const text of [
      'Field researcher',
      'discovery notes, open questions',
      'The AI side can retell it',
      '2099-02-01',
    ]) {
      expect(plain, text).toContain(text)
    }
    expect(JSON.stringify(json)).toContain('The AI side can retell it')
    await ada.page.getByRole('tab', { name: 'Reading' }).click()
    await expect(panel(ada.page).getByText('Field researcher: Noor').first()).toBeVisible()
  })
})

test('UI-547: a phase is added by its button, renamed, dragged above another and deleted; its roles stay, below the table and in the reading', async ({
  page,
  request,
  server,
}) => {
  test.setTimeout(240_000)
  const board = await makeBoard(request, server, { template: 'responsibilities-matrix' })
  await joinBoard(page, board, 'Ada')
  const order = () => phasesOf(request, server, board)
  await addPhase(page, 'Retirement')
  await expect.poll(order).toEqual([...PHASES, 'Retirement'])
  await changeCard(page, /^Phase: Retirement$/, { Name: 'Farewell' })
  await page.keyboard.press('Escape')
  await page.keyboard.press('Shift+Digit1')
  await expect(phaseCard(page, 'Farewell')).toBeInViewport({ ratio: 1 })
  await putAbove(page, 'Farewell', 'Build and iteration')
  const moved = [...PHASES.slice(0, 2), 'Farewell', ...PHASES.slice(2)]
  await expect.poll(order).toEqual(moved)
  await page.keyboard.press('ControlOrMeta+z')
  await expect.poll(order).toEqual([...PHASES, 'Farewell'])
  await page.keyboard.press('ControlOrMeta+Shift+z')
  await expect.poll(order).toEqual(moved)

  await chooseCard(page, /^Phase: Build and iteration$/)
  await page.keyboard.press('Delete')
  await expect(phaseCard(page, 'Build and iteration')).toHaveCount(0)
  const last = await middleOf(phaseCard(page, 'Post-launch industrialisation'))
  await expect(card(page, /^Role: Engineering/)).toHaveCount(1)
  await expect.poll(async () => (await middleOf(card(page, /^Role: Engineering/))).y).toBeGreaterThan(last.y)
  await page.getByRole('tab', { name: 'Reading' }).click()
  const outside = panel(page).getByRole('heading', { name: 'Outside the table' }).locator('..')
  await expect(outside).toContainText('Engineering (suggested)')
  await expect(outside).toContainText('its phase is gone')
  const { reading, md } = await readingsOf(request, server, board)
  const { roles, outside: out } = reading.model as { roles: object[]; outside: { roles: object[] } }
  expect([roles.length, out.roles.length]).toEqual([30, 6])
  expect(md).toContain('its phase is gone')

  await page.keyboard.press('ControlOrMeta+z')
  await expect.poll(order).toEqual(moved)
  await expect(outside).toContainText('Every role and every hand-off has its place in the table.')
})

test('UI-548: a row that one person adds and a row that the other moves at the same time are both where they were put', async ({
  request,
  server,
  twoPeople: { ada, ben },
}) => {
  test.setTimeout(240_000)
  const board = await makeBoard(request, server, { template: 'responsibilities-matrix' })
  await joinBoard(ada.page, board, 'Ada')
  await joinBoard(ben.page, board, 'Ben', 'AI')
  const last = PHASES.at(-1) ?? ''
  // By the bar's menu: the row that comes from elsewhere may push the table's own button out of view first.
  const addByMenu = async () => {
    await ada.page.getByRole('button', { name: 'Add a card' }).click()
    await ada.page.getByRole('menuitem', { name: 'Phase', exact: true }).click()
    await fillOpenCard(ada.page, { Name: 'Retirement' })
  }
  await Promise.all([
    addByMenu(),
    putAbove(ben.page, last, 'Discovery'),
    makeCard(request, server, board, 'phase', { name: 'Pilot' }),
  ])
  await expect
    .poll(async () => (await phasesOf(request, server, board)).toSorted())
    .toEqual([...PHASES, 'Pilot', 'Retirement'].toSorted())
  await expect
    .poll(async () => (await phasesOf(request, server, board)).slice(0, 5))
    .toEqual([last, ...PHASES.slice(0, 4)])
  for (const { page } of [ada, ben]) {
    const heights = async () => {
      const names = [last, ...PHASES.slice(0, 4), 'Pilot', 'Retirement']
      return await Promise.all(names.map(async (name) => (await middleOf(phaseCard(page, name))).y))
    }
    await expect
      .poll(async () => (await heights()).slice(0, 6).every((y, at, all) => at === 0 || y > (all[at - 1] ?? 0)))
      .toBe(true)
    // Whoever was where they were put first still has their roles beside them.
    await expect
      .poll(async () =>
        Math.abs((await middleOf(card(page, /^Role: Infra/))).y - (await middleOf(phaseCard(page, last))).y),
      )
      .toBeLessThan(90)
  }
})
