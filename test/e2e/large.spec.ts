import type { Page } from '@playwright/test'
import { makeBoardOf } from '../support/cardBoard.ts'
import { card, joinBoard } from './boardSteps.ts'
import { expect, test } from './fixtures.ts'

test.use({ sharesServer: true })

/** Goes to a card by what the checks say of it. */
async function goTo(page: Page, name: RegExp): Promise<void> {
  const findings = page.getByRole('tabpanel', { name: 'Findings' })
  const wanted = findings.getByRole('button', { name }).first()
  // Of very many the first are drawn.
  await expect(async () => {
    if ((await wanted.count()) === 0)
      await findings
        .getByRole('button', { name: /^Show \d+ more/u })
        .first()
        .click()
    expect(await wanted.count()).toBeGreaterThan(0)
  }).toPass()
  await wanted.click()
  await expect(card(page, name)).toBeInViewport()
}

test('UI-200: a large board draws what is in view and little besides, and all of it from afar', async ({
  page,
  server,
}) => {
  const cards = 400
  const boardId = await makeBoardOf(server, cards)
  await page.addInitScript(`sessionStorage.setItem('betwixt:camera:${boardId}', '{"x":0,"y":0,"z":1}')`)
  await joinBoard(page, boardId, 'Ada')
  const inTree = page.locator('.tl-shape[data-shape-type="card"]')
  const links = page.locator('.tl-shape[data-shape-type="arrow"]')

  await expect(card(page, /\(1\)/u)).toBeInViewport()
  await expect(card(page, /\(399\)/u)).toHaveCount(0)
  expect(await inTree.count()).toBeLessThan(cards / 4)

  await goTo(page, /\(200\)/u)
  await expect(card(page, /\(1\)/u)).toHaveCount(0)

  await page.keyboard.press('Shift+Digit1')
  await expect(card(page, /\(399\)/u)).toBeInViewport()
  await expect(inTree).toHaveCount(cards)
  await expect(links).toHaveCount(cards / 5)
})

test('UI-201: on a large board the pointer finds the card under it wherever the camera went', async ({
  page,
  server,
}) => {
  const boardId = await makeBoardOf(server, 400)
  await page.addInitScript(`sessionStorage.setItem('betwixt:camera:${boardId}', '{"x":0,"y":0,"z":1}')`)
  await joinBoard(page, boardId, 'Ada')
  await goTo(page, /\(83\)/u)
  await card(page, /\(84\)/u).click()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: 'What hurts' })).toHaveValue(/\(84\)/u)
})

test('UI-202: from afar a card is its title and its finding’s sign, from very far a box, and never without its name', async ({
  page,
  server,
}) => {
  const boardId = await makeBoardOf(server, 20)
  for (const [zoom, details, title] of [
    [0.8, true, true],
    [0.5, false, true],
    [0.12, false, false],
  ] as const) {
    await page.addInitScript(`sessionStorage.setItem('betwixt:camera:${boardId}', '{"x":80,"y":80,"z":${zoom}}')`)
    if (zoom === 0.8) await joinBoard(page, boardId, 'Ada')
    else await page.reload()
    const first = card(page, /\(1\)$/u)
    await expect(first).toBeInViewport()
    await expect(first).toHaveAccessibleName(/^Pain point: Support answers .* \(1\)$/u)
    await expect(first.getByText('Severity:')).toBeVisible({ visible: details })
    await expect(first.getByText(/Support answers/u)).toBeVisible({ visible: title })
    await expect(first.locator('svg').last()).toBeVisible({ visible: title })
  }
})

/** The editor of the page, an expression: React knows it, and nobody else in the product. */
const EDITOR = `(() => {
  const canvas = document.querySelector('.tl-canvas')
  let fiber = canvas[Object.keys(canvas).find((key) => key.startsWith('__reactFiber$'))]
  while (fiber.memoizedProps?.value?.getCurrentPageShapeIds === undefined) fiber = fiber.return
  return fiber.memoizedProps.value
})()`

test('UI-203: nothing that lies in view by its own geometry is left out', async ({ page, server }) => {
  const boardId = await makeBoardOf(server, 200)
  await joinBoard(page, boardId, 'Ada')
  await expect(page.locator('.tl-shape[data-shape-type="card"]').first()).toBeVisible()
  const seen = await page.evaluate<{ missing: string[]; looked: number; links: number }>(`(() => {
    const editor = ${EDITOR}
    const ids = [...editor.getCurrentPageShapeIds()]
    const cards = ids.filter((id) => editor.getShape(id).type === 'card')
    // Moved by a rule: links run long and short, across each other, and between cards that overlap.
    editor.updateShapes(cards.map((id, at) => ({ id, type: 'card', x: (at * 977) % 4001, y: (at * 1499) % 2503 })))
    const links = ids.filter((id) => editor.getShape(id).type === 'arrow')
    editor.updateShapes(links.filter((_, at) => at % 3 === 0).map((id) => ({ id, type: 'arrow', props: { bend: 300 } })))
    const missing = []
    let looked = 0
    for (let x = -500; x < 4500; x += 210) {
      for (let y = -500; y < 3000; y += 330) {
        editor.setCamera({ x: -x, y: -y, z: 1.4 }, { immediate: true })
        const view = editor.getViewportPageBounds()
        const hidden = editor.getNotVisibleShapes()
        looked++
        for (const id of ids) if (hidden.has(id) && editor.getShapePageBounds(id).collides(view)) missing.push(id)
      }
    }
    return { missing, looked, links: links.length }
  })()`)
  expect(seen).toEqual({ missing: [], looked: 264, links: 40 })
})

test('UI-204: what passes below the pointer while the camera moves is not pointed at', async ({ page, server }) => {
  const boardId = await makeBoardOf(server, 400)
  await page.addInitScript(`sessionStorage.setItem('betwixt:camera:${boardId}', '{"x":0,"y":0,"z":1}')`)
  await joinBoard(page, boardId, 'Ada')
  const hovered = () => page.evaluate<string | null>(`${EDITOR}.getHoveredShapeId()`)
  await card(page, /\(1\)$/u).hover()
  await expect.poll(hovered).not.toBeNull()
  // However slow the frames are, the camera rests only once this says so. The first are left out: tldraw looks at what
  // is under the pointer every 32 ms only.
  const { during, passed } = await page.evaluate<{ during: (string | null)[]; passed: number }>(`(async () => {
    const editor = ${EDITOR}
    const restMs = editor.options.cameraMovingTimeoutMs
    editor.options.cameraMovingTimeoutMs = 3600_000
    const during = []
    const passed = new Set()
    for (let frame = 0; frame < 60; frame++) {
      const { x, y, z } = editor.getCamera()
      editor.setCamera({ x, y: y - 20, z }, { immediate: true })
      await new Promise((resolve) => requestAnimationFrame(resolve))
      if (frame < 10) continue
      during.push(editor.getHoveredShapeId())
      const under = editor.getShapeAtPoint(editor.inputs.currentPagePoint)
      if (under?.type === 'card') passed.add(under.id)
    }
    editor.options.cameraMovingTimeoutMs = restMs
    const { x, y, z } = editor.getCamera()
    editor.setCamera({ x, y: y - 20, z }, { immediate: true })
    return { during, passed: passed.size }
  })()`)
  expect(passed).toBeGreaterThan(2)
  expect(during.filter((id) => id !== null)).toEqual([])

  await expect.poll(() => page.evaluate(`${EDITOR}.getCameraState()`)).toBe('idle')
  const rested = await page.evaluate<{ id: string; x: number; y: number }>(`(() => {
    const editor = ${EDITOR}
    const { center } = editor.getViewportPageBounds()
    const distance = (card) => editor.getShapePageBounds(card).center.dist(center)
    const cards = editor.getCurrentPageShapes().filter(({ type }) => type === 'card')
    const { id } = cards.reduce((nearest, card) => (distance(card) < distance(nearest) ? card : nearest))
    const { x, y } = editor.pageToScreen(editor.getShapePageBounds(id).center)
    return { id, x, y }
  })()`)
  await page.mouse.move(rested.x, rested.y)
  await expect.poll(hovered).toBe(rested.id)
})

test('UI-205: the canvas knows where it lies as often as its size changes', async ({ page, server }) => {
  const boardId = await makeBoardOf(server, 20)
  await joinBoard(page, boardId, 'Ada')
  await expect(page.locator('.tl-shape[data-shape-type="card"]').first()).toBeVisible()
  // A task after the frame: by then the frame has told whoever watches sizes.
  const { places, known } = await page.evaluate<{ places: number[]; known: number[] }>(`(async () => {
    const editor = ${EDITOR}
    const container = editor.getContainer()
    const places = []
    const known = []
    for (let px = 10; px <= 60; px += 10) {
      container.style.marginTop = px + 'px'
      container.style.height = 'calc(100% - ' + px + 'px)'
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
      places.push(container.getBoundingClientRect().y)
      known.push(editor.getViewportScreenBounds().y)
    }
    return { places, known }
  })()`)
  expect(new Set(places).size).toBe(6)
  expect(known).toEqual(places)
})

test('UI-206: close to the cards a moving camera moves what is drawn, and what rests is drawn sharp', async ({
  page,
  server,
}) => {
  const boardId = await makeBoardOf(server, 20)
  await joinBoard(page, boardId, 'Ada')
  await expect(page.locator('.tl-shape[data-shape-type="card"]').first()).toBeVisible()
  const hint = () =>
    page.evaluate<string>(`getComputedStyle(document.querySelector('.tl-html-layer.tl-shapes')).willChange`)
  const move = (zoom: number) =>
    page.evaluate<string>(`(async () => {
      ${EDITOR}.setCamera({ x: Math.random(), y: 0, z: ${zoom} }, { immediate: true })
      await new Promise((resolve) => requestAnimationFrame(resolve))
      return getComputedStyle(document.querySelector('.tl-html-layer.tl-shapes')).willChange
    })()`)
  await expect.poll(hint).toBe('auto')
  expect(await move(1)).toBe('transform')
  await expect.poll(hint).toBe('auto')
  expect(await move(0.3)).toBe('auto')
})
