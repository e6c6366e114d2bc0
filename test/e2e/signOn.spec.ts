import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Browser, Page } from '@playwright/test'
import type { Me } from '../../shared/api/person.ts'
import { accessibilityProblems } from '../support/accessibility.ts'
import { BuiltServer } from '../support/builtServer.ts'
import { boards } from '../support/homePage.ts'
import { CLIENT, IdentityProvider } from '../support/identityProvider.ts'
import { joinHere, saveStatus } from './boardSteps.ts'
import { expect, test } from './fixtures.ts'

const KEY = 'a-key-of-some-length'
const DAY_MS = 24 * 60 * 60 * 1000
const PEOPLE = {
  ada: { name: 'Ada Lovelace', email: 'ada@example.com', email_verified: true },
  ben: { name: 'Ben Okri', email: 'ben@example.com', email_verified: true },
  cleo: { name: 'Cleo Strand', email: 'cleo@example.com', email_verified: true },
  eve: { name: 'Eve', email: 'eve@example.com', email_verified: true },
  dee: { name: 'Dee Dee', email: 'dee@example.com', email_verified: true },
  fay: { name: 'Fay', email: 'fay@example.com', email_verified: true },
  grace: { name: 'Grace Hopper', email: 'grace@example.com', email_verified: true },
  stranger: { name: 'A stranger', email: 'stranger@elsewhere.example', email_verified: true },
}

let provider: IdentityProvider
let server: BuiltServer

test.beforeAll(async () => {
  server = await BuiltServer.prepare(async (port) => {
    const publicUrl = `http://127.0.0.1:${port}`
    provider = await IdentityProvider.start({ redirectUri: `${publicUrl}/sign-in/sso/callback`, people: PEOPLE })
    return {
      PUBLIC_URL: publicUrl,
      OIDC_ISSUER: provider.issuer.origin,
      OIDC_CLIENT_ID: CLIENT.id,
      OIDC_CLIENT_SECRET: CLIENT.secret,
      OIDC_DOMAINS: 'example.com',
      OIDC_OWNERS: 'grace@example.com',
      OIDC_TITLE: 'Example',
      WORKSPACE_KEY: KEY,
    }
  })
  await server.start()
})

test.afterAll(async () => {
  await server.dispose()
  await provider.close()
})

/** Somebody at a browser of their own who comes to a page and signs in at the provider from there. */
async function signOn(browser: Browser, login: string, at = '/'): Promise<Page> {
  const context = await browser.newContext({ baseURL: server.url })
  const page = await context.newPage()
  await page.goto(at)
  await page.getByRole('link', { name: 'Sign in with Example' }).click()
  await signIn(page, login)
  return page
}

/** Fills in the provider's own form. */
async function signIn(page: Page, login: string): Promise<void> {
  await page.getByPlaceholder('Enter any login').fill(login)
  await page.getByPlaceholder('and password').fill('any')
  await page.getByRole('button', { name: 'Sign-in' }).click()
}

/** Says, on the first board, what else there is to say than the name that the provider told. */
async function introduce(page: Page, name: string, discipline = 'Rather not say'): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Who are you?' })
  await expect(dialog.getByLabel('Your name')).toHaveValue(name)
  await dialog.getByLabel('Discipline').selectOption({ label: discipline })
  await dialog.getByRole('button', { name: 'Join' }).click()
  await expect(dialog).toBeHidden()
}

test('UI-670: members sign on, find the board of a colleague, say once what they bring, and work on it together', async ({
  browser,
}) => {
  const ada = await signOn(browser, 'ada')
  await ada.getByRole('button', { name: 'Make the first board' }).click()
  await ada.getByRole('textbox', { name: 'Title' }).fill('Fewer returns')
  await ada.getByRole('button', { name: 'Create board' }).click()
  await introduce(ada, 'Ada Lovelace', 'Product')
  const address = new URL(ada.url()).pathname

  // Led back to the page that was asked for.
  const ben = await signOn(browser, 'ben', address)
  await expect(ben).toHaveURL(address)
  await introduce(ben, 'Ben Okri')
  await expect(ada.getByRole('button', { name: /Ben Okri/u }).first()).toBeVisible()

  // Not asked again, on this device or another.
  await ben.reload()
  await expect(ben.getByRole('button', { name: /Ada Lovelace/u }).first()).toBeVisible()
  const elsewhere = await signOn(browser, 'ada', address)
  await expect(elsewhere.getByRole('button', { name: /Ben Okri/u }).first()).toBeVisible()
  await expect(elsewhere.getByRole('dialog')).toBeHidden()

  await ada.goto('/')
  await expect(boards(ada)).toHaveCount(1)
  await expect(ada.getByRole('link', { name: 'Workspace' })).toBeHidden()
  for (const page of [ada, ben, elsewhere]) await page.context().close()
})

test('UI-673: whose sign-in ends while a board is open is offered to sign in, and goes on where they were', async ({
  browser,
}) => {
  const grace = await signOn(browser, 'grace')
  await grace.getByRole('button', { name: 'New board' }).click()
  await grace.getByRole('textbox', { name: 'Title' }).fill('Still here')
  await grace.getByRole('button', { name: 'Create board' }).click()
  await introduce(grace, 'Grace Hopper')
  const address = new URL(grace.url()).pathname
  const cleo = await signOn(browser, 'cleo', address)
  await introduce(cleo, 'Cleo Strand')
  await expect(grace.getByRole('button', { name: /Cleo Strand/u }).first()).toBeVisible()

  await grace.goto('/workspace')
  await grace.getByRole('tab', { name: 'People' }).click()
  await grace.getByRole('listitem').filter({ hasText: 'Cleo Strand' }).getByRole('button', { name: 'Sign out' }).click()
  await expect(cleo.getByRole('heading', { name: 'This board is not shared with you' })).toBeVisible()
  // The provider still knows who this is.
  await cleo.getByRole('link', { name: 'Sign in with Example' }).click()
  await expect(saveStatus(cleo)).toHaveText('Saved')
  await expect(cleo).toHaveURL(address)
  for (const page of [grace, cleo]) await page.context().close()
})

test('UI-671: who is of another domain is told why they are not let in, and the owner sees who signed on', async ({
  browser,
}) => {
  const stranger = await signOn(browser, 'stranger')
  await expect(stranger.getByText('The account stranger@elsewhere.example does not let you in here.')).toBeVisible()
  expect(await accessibilityProblems(stranger)).toEqual([])
  await stranger.getByRole('link', { name: 'Back to Betwixt' }).click()
  await expect(stranger.getByRole('link', { name: 'Sign in with Example' })).toBeVisible()

  const grace = await signOn(browser, 'grace')
  await grace.getByRole('link', { name: 'Workspace' }).click()
  await grace.getByRole('tab', { name: 'People' }).click()
  await expect(grace.getByText('owner, signed on as grace@example.com')).toBeVisible()
  await grace.getByRole('button', { name: /You are Grace Hopper/u }).click()
  await grace.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(grace.getByRole('link', { name: 'Sign in with Example' })).toBeVisible()
  for (const page of [stranger, grace]) await page.context().close()
})

test('UI-674: who came by a link signs in from the menu, and keeps the board', async ({ browser, request }) => {
  const asOwner = { headers: { authorization: `Bearer ${KEY}` } }
  const made = await request.post(`${server.url}/api/v1/boards`, { ...asOwner, data: { title: 'For a few' } })
  const { id } = (await made.json()) as { id: string }
  await request.patch(`${server.url}/api/v1/boards/${id}`, { ...asOwner, data: { hidden: true } })
  const share = await request.post(`${server.url}/api/v1/boards/${id}/shares`, asOwner)
  const page = await (await browser.newContext({ baseURL: server.url })).newPage()
  await page.goto(((await share.json()) as { url: string }).url)
  await joinHere(page, 'D', 'Data')
  await page.goto('/')
  await page.getByRole('button', { name: 'You are D (D)' }).click()
  await page.getByRole('menuitem', { name: 'Sign in with Example' }).click()
  await signIn(page, 'dee')
  await boards(page)
    .getByRole('link', { name: /For a few/u })
    .first()
    .click()
  await expect(saveStatus(page)).toHaveText('Saved')
  await expect(page.getByRole('dialog')).toBeHidden()
  await page.context().close()
})

test('UI-675: a sign-on that ends within a day is renewed as a page opens, without a word', async ({ browser }) => {
  const page = await signOn(browser, 'eve')
  await expect(page.getByRole('heading', { name: 'Boards' })).toBeVisible()
  const endsAt = async () => {
    const answer = await page.request.get('/api/v1/me')
    return Date.parse(((await answer.json()) as Me).signOnEndsAt ?? '')
  }
  expect(await endsAt()).toBeGreaterThan(Date.now() + 6 * DAY_MS)
  await server.stop()
  const file = path.join(server.dataDir, 'catalog.json')
  const soon = Date.now() + DAY_MS / 2
  await writeFile(file, (await readFile(file, 'utf8')).replaceAll(/("expiresAt":\s*)\d+/gu, `$1${soon}`))
  await server.restart()
  expect(await endsAt()).toBe(soon)
  await page.goto('/records')
  await expect.poll(endsAt).toBeGreaterThan(Date.now() + 6 * DAY_MS)
  await expect(page.getByRole('heading', { name: 'Records', exact: true })).toBeVisible()
  await page.context().close()
})

test('UI-676: a board that is hidden from a member and listed again comes back by itself, and can be copied', async ({
  browser,
  request,
}) => {
  const asOwner = { headers: { authorization: `Bearer ${KEY}` } }
  const made = await request.post(`${server.url}/api/v1/boards`, { ...asOwner, data: { title: 'To and fro' } })
  const { id } = (await made.json()) as { id: string }
  const hide = (hidden: boolean) => request.patch(`${server.url}/api/v1/boards/${id}`, { ...asOwner, data: { hidden } })
  const page = await signOn(browser, 'fay', `/b/${id}`)
  await introduce(page, 'Fay')
  await expect(saveStatus(page)).toHaveText('Saved')
  await hide(true)
  await expect(page.getByText('Whoever owns it may have hidden it.')).toBeVisible()
  await hide(false)
  await expect(saveStatus(page)).toHaveText('Saved')

  await page.goto('/')
  await page.getByRole('button', { name: 'More for To and fro' }).click()
  await page.getByRole('menuitem', { name: 'Duplicate' }).click()
  await expect(boards(page).filter({ hasText: 'Copy of To and fro' })).toHaveCount(1)
  await page.context().close()
})

test('UI-672: the key still signs in, behind the provider, and a provider that is away is told so', async ({
  browser,
}) => {
  const context = await browser.newContext({ baseURL: server.url })
  const page = await context.newPage()
  await page.goto('/')
  await page.getByText('Use the workspace key').click()
  expect(await accessibilityProblems(page)).toEqual([])
  await page.getByLabel('Workspace key').fill('wrong')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByLabel('Workspace key')).toHaveAccessibleDescription('This is not the key of this workspace.')
  await provider.close()
  await server.kill9()
  await server.restart()
  await page.goto('/')
  await page.getByRole('link', { name: 'Sign in with Example' }).click()
  await expect(page.getByText('did not answer as it should')).toBeVisible()
  await context.close()
})
