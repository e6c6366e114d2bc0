import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const client = fileURLToPath(new URL('../../../client', import.meta.url))
const sheets = readdirSync(client, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.css'))
  .map((path) => ({ path: path.replaceAll('\\', '/'), css: readFileSync(join(client, path), 'utf8') }))

it('finds the style sheets it speaks of', () => {
  expect(sheets.length).toBeGreaterThan(20)
})

describe('hues', () => {
  // Where a hue stands for a side: people, zones, cards, and a decision, which both sides made.
  const MEANING = [
    /^design\//,
    /^canvas\//,
    /^ui\/Avatar\.module\.css$/,
    /^records\/Record(Heart|Evidence)\.module\.css$/,
  ]

  it('UI-7: only what belongs to a side wears its hue; controls and chrome are ink', () => {
    const wearing = sheets.filter(({ css }) => /var\(--(product|ai|between)\b/.test(css)).map(({ path }) => path)
    expect(wearing.filter((path) => !MEANING.some((pattern) => pattern.test(path)))).toEqual([])
  })

  it('UI-7: no sheet but the tokens names a colour of its own', () => {
    const naming = sheets.filter(
      ({ path, css }) => path !== 'design/tokens.css' && /#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(/i.test(css),
    )
    expect(naming.map(({ path }) => path)).toEqual([])
  })
})

describe('motion', () => {
  it('UI-8: every transition takes a duration that is nothing for people who ask for no motion', () => {
    const timed = sheets.flatMap(({ path, css }) =>
      [...css.matchAll(/transition(?:-duration)?:([^;]+);/g)]
        .filter(([, value = '']) => /\d(ms|s)\b/.test(value))
        .map(() => path),
    )
    expect(timed).toEqual([])
  })

  it('UI-8: every animation stands inside a query for people who have not asked for less', () => {
    const unguarded = sheets
      .filter(({ css }) =>
        /animation:/.test(css.replace(/@media \(prefers-reduced-motion: no-preference\) \{[\s\S]*?\n\}/g, '')),
      )
      .map(({ path }) => path)
    expect(unguarded).toEqual([])
  })
})
