import type { Browser } from '@playwright/test'
import { BuiltServer } from '../../support/builtServer.ts'
import { makeBoardOf } from '../../support/cardBoard.ts'
import { bareTldraw, excalidraw, ourCanvas, type Canvas } from './canvases.ts'
import { PeerPages } from './PeerPages.ts'
import { Screen } from './Screen.ts'

/** Our server, the pages of the others and a browser to look at both, for as long as rows are measured. */
export class Stage {
  readonly #server: BuiltServer
  readonly #pages: PeerPages
  readonly #browser: Browser

  private constructor(server: BuiltServer, pages: PeerPages, browser: Browser) {
    this.#server = server
    this.#pages = pages
    this.#browser = browser
  }

  static async set(): Promise<Stage> {
    const pages = await PeerPages.start()
    const server = await BuiltServer.prepare()
    await server.start()
    return new Stage(server, pages, await Screen.browser())
  }

  /** A window with an empty profile. */
  screen(): Promise<Screen> {
    return Screen.open(this.#browser)
  }

  /** Our canvas with so many cards on it, and the others' with as many notes. */
  async canvases(count: number): Promise<{ ours: Canvas; tldraw: Canvas; excalidraw: Canvas }> {
    return {
      ours: ourCanvas(this.#server, await makeBoardOf(this.#server, count)),
      tldraw: bareTldraw(this.#pages, count),
      excalidraw: excalidraw(this.#pages, count),
    }
  }

  async strike(): Promise<void> {
    await this.#browser.close()
    await this.#pages.stop()
    await this.#server.dispose()
  }
}
