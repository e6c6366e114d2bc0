import { test as base, type BrowserContext, type Page } from '@playwright/test'
import { BuiltServer } from '../support/builtServer.ts'

/** One person at a browser of their own: no cookies, storage or cache shared with anybody. */
export interface Person {
  name: string
  context: BrowserContext
  page: Page
}

interface Fixtures {
  /** The built product, running on a free port with an empty data folder of its own. */
  server: BuiltServer
  /** Two people, Ada and Ben, each with a browser context whose base address is the server's. */
  twoPeople: { ada: Person; ben: Person }
}

export const test = base.extend<Fixtures>({
  // Playwright reads from the first parameter which fixtures this one needs: none.
  // oxlint-disable-next-line eslint/no-empty-pattern
  server: async ({}, give) => {
    const server = await BuiltServer.prepare()
    await server.start()
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
