import { chromium, type Browser, type BrowserContext, type CDPSession, type Page } from '@playwright/test'
import { chromiumLaunch } from '../../support/chromium.ts'

/**
 * As many frames as the processor can draw: what a frame costs shows, and not the rate of the screen. And nothing is
 * fetched from elsewhere, whatever a canvas asks for.
 */
const UNLIMITED = [
  '--disable-frame-rate-limit',
  '--disable-gpu-vsync',
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
]

/** What one canvas did while it was moved, in ms. */
export interface Motion {
  /** From each frame to the next. */
  readonly frames: readonly number[]
  /** Processor time of the whole browser, per frame: it does not grow because others keep the processor busy. */
  readonly cpuMs: number
}

export type Gesture = 'pan' | 'zoom'

/** One browser window with an empty profile. */
export class Screen {
  readonly page: Page
  readonly context: BrowserContext
  readonly #cdp: CDPSession
  /** Of the whole browser. */
  readonly #machine: CDPSession

  private constructor(context: BrowserContext, page: Page, cdp: CDPSession, machine: CDPSession) {
    this.context = context
    this.page = page
    this.#cdp = cdp
    this.#machine = machine
  }

  static browser(): Promise<Browser> {
    return chromium.launch(chromiumLaunch(UNLIMITED, 'measure'))
  }

  static async open(browser: Browser): Promise<Screen> {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
    const page = await context.newPage()
    return new Screen(context, page, await context.newCDPSession(page), await browser.newBrowserCDPSession())
  }

  get cdp(): CDPSession {
    return this.#cdp
  }

  /**
   * Goes to an address and waits until `isShown`, an expression, holds in a frame of the page.
   * Returns the ms from the start of the navigation to the frame after that one.
   */
  async goto(url: string, isShown: string): Promise<number> {
    await this.page.goto(url, { waitUntil: 'commit' })
    return this.page.evaluate<number>(`new Promise((resolve) => {
      const look = () => {
        if (${isShown}) requestAnimationFrame(() => setTimeout(() => resolve(performance.now()), 0))
        else requestAnimationFrame(look)
      }
      look()
    })`)
  }

  /** Waits until nothing has kept the page's thread for longer than 50 ms in one second. */
  async settle(): Promise<void> {
    await this.page.evaluate(`new Promise((resolve) => {
      let quietSince = performance.now()
      let last = quietSince
      const end = last + 20000
      const look = () => {
        const now = performance.now()
        if (now - last > 50) quietSince = now
        last = now
        if (now - quietSince > 1000 || now > end) resolve()
        else setTimeout(look, 10)
      }
      look()
    })`)
  }

  /** Turns the wheel once a frame over the element: to and fro, so that the view ends where it began. */
  async move(selector: string, gesture: Gesture, step: number, frames: number): Promise<Motion> {
    const before = await this.#cpuMs()
    const between = await this.page.evaluate<number[]>(`new Promise((resolve) => {
      const target = document.querySelector(${JSON.stringify(selector)})
      const frames = []
      let last = null
      let turned = 0
      const turn = () => {
        const now = performance.now()
        if (last !== null) frames.push(now - last)
        last = now
        if (turned === ${frames}) return resolve(frames)
        // Away for a quarter, back for a half, and home again.
        const quarter = Math.floor((turned * 4) / ${frames})
        const sign = quarter === 0 || quarter === 3 ? 1 : -1
        turned++
        const isZoom = ${JSON.stringify(gesture)} === 'zoom'
        target.dispatchEvent(new WheelEvent('wheel', {
          bubbles: true, cancelable: true, clientX: 700, clientY: 450, ctrlKey: isZoom,
          deltaX: isZoom ? 0 : sign * ${step}, deltaY: sign * ${step},
        }))
        requestAnimationFrame(turn)
      }
      requestAnimationFrame(turn)
    })`)
    return { frames: between, cpuMs: ((await this.#cpuMs()) - before) / frames }
  }

  /** Watches the frames of so many seconds, in which nothing is done here. */
  async watch(seconds: number): Promise<Motion> {
    const before = await this.#cpuMs()
    const frames = await this.page.evaluate<number[]>(`new Promise((resolve) => {
      const frames = []
      let last = performance.now()
      const end = last + ${seconds * 1_000}
      const look = () => {
        const now = performance.now()
        frames.push(now - last)
        last = now
        if (now < end) requestAnimationFrame(look)
        else resolve(frames)
      }
      requestAnimationFrame(look)
    })`)
    return { frames, cpuMs: ((await this.#cpuMs()) - before) / frames.length }
  }

  /** Processor time that the browser has used so far, all its processes together. */
  async #cpuMs(): Promise<number> {
    const { processInfo } = await this.#machine.send('SystemInfo.getProcessInfo')
    return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime * 1000, 0)
  }

  /** The MB of JavaScript's heap in use, with all that is garbage collected. */
  async heapMb(): Promise<number> {
    await this.#cdp.send('HeapProfiler.enable')
    await this.#cdp.send('HeapProfiler.collectGarbage')
    await this.#cdp.send('Performance.enable')
    const { metrics } = await this.#cdp.send('Performance.getMetrics')
    return (metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? Number.NaN) / 2 ** 20
  }

  close(): Promise<void> {
    return this.context.close()
  }
}
