import { test as base, type BrowserContext, type Page } from '@playwright/test'
import { BuiltServer } from '../support/builtServer.ts'

/** One person at a browser of their own: no cookies, storage or cache shared with anybody. */
export interface Person {
  name: string
  context: BrowserContext
  page: Page
}

interface Fixtures {
  /**
   * Whether a test shares its server with others of the same worker: right for those that look at no more than the boards
   * they make, and leave the server running. A start costs as much time as half a short test.
   */
  sharesServer: boolean
  /** The built product, running on a free port with a data folder of its own, which is empty unless it is shared. */
  server: BuiltServer
  /** Two people, Ada and Ben, each with a browser context whose base address is the server's. */
  twoPeople: { ada: Person; ben: Person }
}

interface WorkerFixtures {
  /** The server that tests share, started by the first that asks for it. */
  sharedServer: () => Promise<BuiltServer>
}

async function startServer(): Promise<BuiltServer> {
  const server = await BuiltServer.prepare()
  await server.start()
  return server
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  sharesServer: [false, { option: true }],

  sharedServer: [
    // Playwright reads from the first parameter which fixtures this one needs: none.
    // oxlint-disable-next-line eslint/no-empty-pattern
    async ({}, give) => {
      const started: Promise<BuiltServer>[] = []
      await give(() => (started[0] ??= startServer()))
      for (const starting of started) await (await starting).dispose()
    },
    { scope: 'worker' },
  ],

  server: async ({ sharesServer, sharedServer }, give) => {
    if (sharesServer) {
      await give(await sharedServer())
      return
    }
    const server = await startServer()
    await give(server)
    await server.dispose()
  },

  baseURL: async ({ server }, give) => {
    await give(server.url)
  },

  twoPeople: async ({ browser, server, viewport }, give) => {
    const person = async (name: string): Promise<Person> => {
      const context = await browser.newContext({ baseURL: server.url, viewport })
      return { name, context, page: await context.newPage() }
    }
    const [ada, ben] = await Promise.all([person('Ada'), person('Ben')])
    await give({ ada, ben })
    await Promise.all([ada.context.close(), ben.context.close()])
  },
})

export { expect } from '@playwright/test'
