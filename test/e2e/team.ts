import type { Browser, BrowserContextOptions, Page } from '@playwright/test'
import { BuiltServer } from '../support/builtServer.ts'
import { joinBoard } from './boardSteps.ts'
import { expect } from './fixtures.ts'

const KEY = 'a key of the team, long enough'

/** A server with a key, its owner signed in on a wall, and somebody of each role who came by a link of the owner's. */
export class Team {
  readonly server: BuiltServer
  readonly owner: Page
  readonly board: string
  readonly #browser: Browser

  private constructor(server: BuiltServer, browser: Browser, owner: Page, board: string) {
    this.server = server
    this.#browser = browser
    this.owner = owner
    this.board = board
  }

  static async start(browser: Browser): Promise<Team> {
    const server = await BuiltServer.prepare({ WORKSPACE_KEY: KEY })
    await server.start()
    const owner = await newPage(browser, server)
    await owner.goto('/')
    await owner.getByLabel('Workspace key').fill(KEY)
    await owner.getByRole('button', { name: 'Sign in' }).click()
    await expect(owner.getByRole('heading', { name: 'Boards' })).toBeVisible()
    const board = await owner.evaluate(async () => {
      const answer = await fetch('/api/v1/boards', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ title: 'Five at once', template: 'aha-wall' }),
      })
      return ((await answer.json()) as { id: string }).id
    })
    await joinBoard(owner, board, 'Olga')
    return new Team(server, browser, owner, board)
  }

  /** The address of a new link of a role, from the owner's dialog. */
  async link(role: string): Promise<string> {
    await this.owner.getByRole('button', { name: 'Share' }).click()
    const dialog = this.owner.getByRole('dialog', { name: 'Share this board' })
    await dialog.getByLabel('Others may').selectOption({ label: role })
    const url = await dialog.getByRole('textbox', { name: 'Link', exact: true }).inputValue()
    await this.owner.keyboard.press('Escape')
    return url
  }

  /** Somebody who opens a link in a browser of their own. */
  async open(url: string, options: BrowserContextOptions = {}): Promise<Page> {
    const page = await newPage(this.#browser, this.server, options)
    await page.goto(url)
    return page
  }

  /** Takes back the link that somebody came by. */
  async takeBackFrom(name: string): Promise<void> {
    await this.owner.getByRole('button', { name: 'Share' }).click()
    const dialog = this.owner.getByRole('dialog', { name: 'Share this board' })
    await dialog.getByText('Links to this board').click()
    const link = dialog.getByRole('listitem').filter({ hasText: `Opened by ${name}` })
    await link.getByRole('button', { name: 'Take back' }).click()
    await expect(this.owner.getByText('Taken back.')).toBeVisible()
    await this.owner.keyboard.press('Escape')
  }

  /** Ends the team's server and everybody's browser. */
  async dispose(): Promise<void> {
    for (const context of this.#browser.contexts()) await context.close()
    await this.server.dispose()
  }
}

async function newPage(browser: Browser, server: BuiltServer, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ baseURL: server.url, ...options })
  return context.newPage()
}
