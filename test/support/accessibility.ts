import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Axe {
  run(on: Document): Promise<{ violations: { id: string; nodes: { target: string[] }[] }[] }>
}

/** What axe-core finds wrong with the page, as "rule: where". */
export async function accessibilityProblems(page: Page): Promise<string[]> {
  // Colours are measured once they stand still.
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)))
  // As an expression of the debugger's, which the page's content security policy does not speak of.
  await page.evaluate(axeSource)
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: Axe }
    const { violations } = await axe.run(document)
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
  })
}
