import { card, joinBoard, makeBoard, makeCard, saveStatus } from './boardSteps.ts'
import { expect, test } from './fixtures.ts'

test.describe('away and back', () => {
  test('BND-73: what was done without the server survives closing the tab, and both sides’ changes of one thing are shown', async ({
    twoPeople,
    request,
    server,
  }) => {
    test.setTimeout(120_000)
    const { ada, ben } = twoPeople
    const board = await makeBoard(request, server)
    await makeCard(request, server, board, 'pain-point', { whatHurts: 'Shoes again' })
    await joinBoard(ada.page, board, 'Ada')
    await expect(saveStatus(ada.page)).toHaveText('Saved')
    await server.kill9()
    await expect(saveStatus(ada.page)).toHaveText('Offline')

    await card(ada.page, /Shoes again/).click()
    await ada.page.keyboard.press('Enter')
    await ada.page.getByLabel('Severity').fill('2')
    await ada.page.getByRole('textbox', { name: 'Who', exact: true }).fill('Everybody')
    await ada.page.keyboard.press('Escape')
    await expect(ada.page.getByText(/kept on this device$/)).toBeVisible()
    await ada.page.close()

    await server.restart()
    await joinBoard(ben.page, board, 'Ben', 'AI')
    await card(ben.page, /Shoes again/).click()
    await ben.page.keyboard.press('Enter')
    await ben.page.getByLabel('Severity').fill('5')
    await ben.page.keyboard.press('Escape')
    await expect(saveStatus(ben.page)).toHaveText('Saved')

    const page = await ada.context.newPage()
    await page.goto(`/b/${board}`)
    await expect(saveStatus(page)).toHaveText('Saved')
    await page.getByRole('button', { name: 'Show', exact: true }).click()
    await expect(page.getByRole('dialog', { name: 'While you were away' })).toContainText('Severity')
    await page.getByRole('button', { name: 'Done' }).click()

    const severity = async (by: typeof page): Promise<string> => {
      await card(by, /Shoes again/).click()
      await by.keyboard.press('Enter')
      await expect(by.getByRole('textbox', { name: 'Who', exact: true })).toHaveValue('Everybody')
      const value = await by.getByLabel('Severity').inputValue()
      await by.keyboard.press('Escape')
      return value
    }
    const [adaSees, benSees] = [await severity(page), await severity(ben.page)]
    expect(adaSees).toBe(benSees)
    expect(['2', '5']).toContain(adaSees)
  })

  test('BND-54: a composition is not torn by what another types, and both texts are whole', async ({
    twoPeople,
    request,
    server,
  }) => {
    const { ada, ben } = twoPeople
    const board = await makeBoard(request, server)
    await makeCard(request, server, board, 'pain-point', { whatHurts: 'middle' })
    await joinBoard(ada.page, board, 'Ada')
    await joinBoard(ben.page, board, 'Ben', 'AI')
    for (const { page } of [ada, ben]) {
      await card(page, /^Pain point: middle/).click()
      await page.keyboard.press('Enter')
    }
    const adas = ada.page.getByRole('textbox', { name: 'What hurts' })
    const bens = ben.page.getByRole('textbox', { name: 'What hurts' })
    await adas.press('End')
    const keyboard = await ada.context.newCDPSession(ada.page)
    await keyboard.send('Input.imeSetComposition', { text: 'か', selectionStart: 1, selectionEnd: 1 })
    await bens.press('Home')
    await bens.pressSequentially('left ')
    await expect(saveStatus(ben.page)).toHaveText('Saved')
    await expect(adas).toHaveValue('middleか')
    await keyboard.send('Input.imeSetComposition', { text: 'かん', selectionStart: 2, selectionEnd: 2 })
    await keyboard.send('Input.insertText', { text: '感' })
    for (const field of [adas, bens]) await expect(field).toHaveValue('left middle感')
    await ada.page.keyboard.type('!')
    for (const field of [adas, bens]) await expect(field).toHaveValue('left middle感!')
  })
})
