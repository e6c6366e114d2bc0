import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { APIRequestContext, Locator, Page } from '@playwright/test'
import type { BuiltServer } from '../support/builtServer.ts'
import { card, joinBoard, makeBoard, makeCard, pasteText, saveStatus, zone } from './boardSteps.ts'
import { expect, test } from './fixtures.ts'

test.use({ sharesServer: true })

const sample = (name: string) => fileURLToPath(new URL(`../support/samples/${name}.csv`, import.meta.url))

test.describe('importing lists and tables', () => {
  test('UI-520, UI-521, UI-522: metrics of a file become cards in the zones of their categories, in one step', async ({
    page,
    request,
    server,
  }) => {
    const boardId = await makeBoard(request, server, { template: 'metric-bridge' })
    await joinBoard(page, boardId, 'Ada')
    const dialog = await openImport(page)
    await dialog.getByLabel('File to import').setInputFiles(sample('metrics'))
    await expect(dialog.getByLabel('metrics becomes')).toHaveValue('name')
    await expect(dialog.getByLabel('owner becomes')).toHaveValue('owner')
    await expect(dialog.getByRole('heading', { name: '23 metrics' })).toBeVisible()
    await dialog.getByRole('button', { name: 'Add 23 metrics' }).click()
    await expect(dialog).toBeHidden()
    await expect.poll(() => metricsOf(request, server, boardId)).toHaveLength(23)

    const metrics = await metricsOf(request, server, boardId)
    expect(metrics.find(({ fields }) => fields['name'] === 'F1 score')?.fields).toMatchObject({
      category: 'model-performance',
      side: 'model',
      owner: 'AI; Data Science',
    })
    await expect(zone(page, 'Model performance')).toBeVisible()
    await expect(card(page, /^Metric: F1 score$/u)).toBeVisible()

    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(() => metricsOf(request, server, boardId)).toHaveLength(0)
    await page.getByRole('button', { name: 'Redo' }).click()
    await expect.poll(() => metricsOf(request, server, boardId)).toHaveLength(23)

    // The same once more would say nothing new.
    const again = await openImport(page)
    await again.getByLabel('List or table').fill(readFileSync(sample('metrics'), 'utf8'))
    await expect(again.getByText('23 metrics would say nothing new.')).toBeVisible()
    await expect(again.getByRole('button', { name: 'Add cards' })).toBeDisabled()
    await again.getByLabel('Leave out cards that the board has already').uncheck()
    await expect(again.getByRole('button', { name: 'Add 23 metrics' })).toBeEnabled()
  })

  test('UI-520, UI-521, UI-523: responsibilities become role tokens in the cells of the table that is there', async ({
    page,
    request,
    server,
  }) => {
    const boardId = await makeBoard(request, server, { template: 'responsibilities-matrix' })
    await empty(request, server, boardId, 'roles')
    await joinBoard(page, boardId, 'Ada')
    const dialog = await openImport(page)
    await dialog.getByLabel('File to import').setInputFiles(sample('responsibilities'))
    await expect(dialog.getByRole('heading', { name: '30 roles', exact: true })).toBeVisible()
    await dialog.getByRole('button', { name: 'Add 30 roles' }).click()
    await expect.poll(() => sizeOf(request, server, boardId)).toEqual([5, 3, 30])
    expect(await leadsOfBuild(request, server, boardId)).toEqual(['Engineering', 'MLOps'])
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(() => sizeOf(request, server, boardId)).toEqual([5, 3, 0])
    await page.getByRole('button', { name: 'Redo' }).click()
    await expect.poll(() => sizeOf(request, server, boardId)).toEqual([5, 3, 30])
  })

  test('UI-523: rows and columns that the table does not have are made with the cards in their cells, as one step', async ({
    page,
    request,
    server,
  }) => {
    const boardId = await makeBoard(request, server, { template: 'responsibilities-matrix' })
    await empty(request, server, boardId, 'roles', 'phases', 'parts')
    await joinBoard(page, boardId, 'Ada')
    const dialog = await openImport(page)
    await dialog.getByLabel('List or table').fill(readFileSync(sample('responsibilities'), 'utf8'))
    await expect(dialog.getByRole('heading', { name: '30 roles, and 5 phases and 3 columns' })).toBeVisible()
    await dialog.getByRole('button', { name: 'Add 30 roles' }).click()
    await expect.poll(() => sizeOf(request, server, boardId)).toEqual([5, 3, 30])
    expect(await leadsOfBuild(request, server, boardId)).toEqual(['Engineering', 'MLOps'])
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(() => sizeOf(request, server, boardId)).toEqual([0, 0, 0])
  })

  test('UI-524: a table pasted onto the board is offered for import, and can still be put there as text', async ({
    page,
    request,
    server,
  }) => {
    const boardId = await makeBoard(request, server)
    await joinBoard(page, boardId, 'Ada')
    await pasteText(
      page,
      'Who\tWhat hurts\tSeverity\nShoppers\tThe same shoes again\t4\nBuyers\tNobody says why\tmany\n',
    )
    const dialog = page.getByRole('dialog', { name: 'Import a list or table' })
    await expect(dialog.getByRole('heading', { name: '2 pain points' })).toBeVisible()
    await expect(dialog.getByText('Row 2, Severity: “many” is no number that it takes')).toBeVisible()
    await dialog.getByLabel('What hurts becomes').selectOption('Left out')
    await expect(dialog.getByText('Left out: What hurts.')).toBeVisible()
    await dialog.getByRole('button', { name: 'Put it on the board as text' }).click()
    await expect(dialog).toBeHidden()
    await expect(page.getByTestId('canvas').getByText('The same shoes again')).toBeVisible()

    // With something selected a paste is meant for that, as before.
    await makeCard(request, server, boardId, 'pain-point', { whatHurts: 'It is slow' })
    await card(page, /^Pain point: It is slow/u).click()
    await pasteText(page, 'a,b\nc,d')
    await expect(card(page, /^Pain point: a,b/u)).toBeVisible()
    await expect(dialog).toBeHidden()
  })

  test('UI-650: a file that is dropped on the canvas is read for import, and a picture beside it goes onto the board', async ({
    page,
    request,
    server,
  }) => {
    const boardId = await makeBoard(request, server, { template: 'metric-bridge' })
    await joinBoard(page, boardId, 'Ada')
    const dialog = page.getByRole('dialog', { name: 'Import a list or table' })
    await dropFiles(page, [
      { name: 'metrics.csv', bytes: [...readFileSync(sample('metrics'))] },
      { name: 'dot.svg', type: 'image/svg+xml', bytes: [...Buffer.from(DOT)] },
      { name: 'more.md', bytes: [...Buffer.from('- one')] },
    ])
    await expect(dialog.getByRole('heading', { name: '23 metrics' })).toBeVisible()
    await expect(dialog.getByText('Only metrics.csv is read: import the others after it.')).toBeVisible()
    await dialog.getByRole('button', { name: 'Add 23 metrics' }).click()
    await expect.poll(() => metricsOf(request, server, boardId)).toHaveLength(23)
    await expect(page.locator('.tl-shape[data-shape-type="image"]')).toHaveCount(1)

    await dropFiles(page, [{ name: 'sheet.csv', bytes: [80, 75, 3, 4, 0, 0] }])
    await expect(dialog.getByText('sheet.csv is no text file. Save the sheet as CSV and choose that.')).toBeVisible()
    await expect(dialog.getByRole('button', { name: 'Put it on the board as text' })).toBeHidden()
  })

  test('UI-651: days of phases that are there are filled in with the roles, and taken back with them', async ({
    page,
    request,
    server,
  }) => {
    const boardId = await makeBoard(request, server, { template: 'responsibilities-matrix' })
    await empty(request, server, boardId, 'roles')
    await joinBoard(page, boardId, 'Ada')
    const dialog = await openImport(page)
    await dialog
      .getByLabel('List or table')
      .fill('Phase,Lead,Start date\nDiscovery,Product Manager,2026-03-01\nBuild and iteration,Engineering,2026-06-01')
    await expect(dialog.getByLabel('Start date becomes')).toHaveValue('/startsOn')
    await expect(dialog.getByText('2 phases of the board will also say: Starts on.')).toBeVisible()
    await dialog.getByRole('button', { name: 'Add 2 roles' }).click()
    const days = async () =>
      ((await modelOf(request, server, boardId)).phases ?? []).map(({ fields }) => fields['startsOn'])
    await expect.poll(days).toEqual(['2026-03-01', null, '2026-06-01', null, null])
    expect((await modelOf(request, server, boardId)).roles?.map(({ fields }) => fields['discipline'])).toEqual([
      'product',
      'engineering',
    ])
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(days).toEqual([null, null, null, null, null])
    await expect.poll(() => sizeOf(request, server, boardId)).toEqual([5, 3, 0])
  })

  test('UI-525: a text that is too large or a file that is none says so, and nothing is made', async ({
    page,
    request,
    server,
  }) => {
    const boardId = await makeBoard(request, server, { template: 'metric-bridge' })
    await joinBoard(page, boardId, 'Ada')
    const dialog = await openImport(page)
    await dialog.getByLabel('List or table').fill(Array.from({ length: 101 }, (_, at) => `c${at}`).join(','))
    await expect(dialog.getByText('This table has 101 columns; an import takes at most 100.')).toBeVisible()
    const file = (name: string, buffer: Buffer) => ({ name, mimeType: 'text/csv', buffer })
    await dialog.getByLabel('File to import').setInputFiles(file('sheet.csv', Buffer.from([80, 75, 3, 4, 0, 0])))
    await expect(dialog.getByText('sheet.csv is no text file. Save the sheet as CSV and choose that.')).toBeVisible()
    await expect(dialog.getByRole('button', { name: 'Add cards' })).toBeDisabled()
    await page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
    await expect(saveStatus(page)).toHaveText('Saved')
    expect(await metricsOf(request, server, boardId)).toHaveLength(0)
  })
})

const DOT = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><circle cx="20" cy="20" r="9"/></svg>'

/** Drops files onto the middle of the canvas. */
async function dropFiles(page: Page, files: { name: string; type?: string; bytes: number[] }[]): Promise<void> {
  const data = await page.evaluateHandle((dropped) => {
    const transfer = new DataTransfer()
    for (const { name, type, bytes } of dropped) {
      transfer.items.add(new File([new Uint8Array(bytes)], name, { type: type ?? '' }))
    }
    return transfer
  }, files)
  await page.locator('.tl-canvas').dispatchEvent('drop', { dataTransfer: data, clientX: 700, clientY: 450 })
}

interface ReadCard {
  id: string
  fields: Record<string, unknown>
}

/** The lists of cards that the models of the two templates have. */
interface ReadModel {
  metrics?: ReadCard[]
  phases?: ReadCard[]
  parts?: ReadCard[]
  roles?: ReadCard[]
  rows?: { phase: ReadCard; lead: ReadCard[] }[]
}

/** What the server has by now. */
async function modelOf(request: APIRequestContext, server: BuiltServer, boardId: string): Promise<ReadModel> {
  const answer = await request.get(`${server.url}/api/v1/boards/${boardId}/reading?format=json`)
  const { readings } = (await answer.json()) as { readings: { model: ReadModel }[] }
  return readings[0]?.model ?? {}
}

async function metricsOf(request: APIRequestContext, server: BuiltServer, boardId: string): Promise<ReadCard[]> {
  return (await modelOf(request, server, boardId)).metrics ?? []
}

/** How many phases, columns and roles there are. */
async function sizeOf(request: APIRequestContext, server: BuiltServer, boardId: string): Promise<number[]> {
  const { phases = [], parts = [], roles = [] } = await modelOf(request, server, boardId)
  return [phases.length, parts.length, roles.length]
}

async function leadsOfBuild(request: APIRequestContext, server: BuiltServer, boardId: string): Promise<unknown[]> {
  const { rows = [] } = await modelOf(request, server, boardId)
  const build = rows.find(({ phase }) => phase.fields['name'] === 'Build and iteration')
  return build?.lead.map(({ fields }) => fields['role']) ?? []
}

async function empty(
  request: APIRequestContext,
  server: BuiltServer,
  boardId: string,
  ...lists: ('roles' | 'phases' | 'parts')[]
): Promise<void> {
  const model = await modelOf(request, server, boardId)
  for (const { id } of lists.flatMap((list) => model[list] ?? [])) {
    const answer = await request.delete(`${server.url}/api/v1/boards/${boardId}/cards/${id}`)
    expect(answer.status()).toBe(204)
  }
}

async function openImport(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Board menu' }).click()
  await page.getByRole('menuitem', { name: 'Import a list or table …' }).click()
  return page.getByRole('dialog', { name: 'Import a list or table' })
}
