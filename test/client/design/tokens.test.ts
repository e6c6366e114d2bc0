import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const css = readFileSync(new URL('../../../client/design/tokens.css', import.meta.url), 'utf8')

function tokensOf(selector: string): Map<string, string> {
  const start = css.indexOf(`${selector} {`)
  const block = css.slice(start, css.indexOf('\n}', start))
  return new Map(
    [...block.matchAll(/(--[\w-]+):\s*(#[0-9a-f]{6});/g)].map(([, name = '', value = '']) => [name, value]),
  )
}

const light = tokensOf(':root')
const dark = new Map([...light, ...tokensOf(":root[data-theme='dark']")])

/** Relative luminance of WCAG 2.2. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(a: string, b: string): number {
  const [bright = 0, dim = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (bright + 0.05) / (dim + 0.05)
}

const PAPERS = ['--paper', '--paper-raised', '--paper-sunken']
const SIDES = ['--product', '--ai', '--between']

const TEXT = [
  ...['--ink', '--ink-soft', '--ink-faint', ...SIDES.map((side) => `${side}-ink`)].flatMap((ink) =>
    PAPERS.map((paper) => [ink, paper] as const),
  ),
  ...SIDES.flatMap((side) =>
    ['--ink', '--ink-soft', '--ink-faint', `${side}-ink`].map((ink) => [ink, `${side}-tint`] as const),
  ),
  ...SIDES.map((side) => ['--on-hue', side] as const),
]

const EDGES = ['--line-strong', '--focus'].flatMap((line) => PAPERS.map((paper) => [line, paper] as const))

describe.each([
  ['light', light],
  ['dark', dark],
])('contrast in %s', (_, tokens) => {
  const between = (a: string, b: string) => contrast(tokens.get(a) ?? '', tokens.get(b) ?? '')

  it.each(TEXT)('UI-6: %s can be read on %s', (ink, ground) => {
    expect(between(ink, ground)).toBeGreaterThanOrEqual(4.5)
  })

  it.each(EDGES)('UI-6: %s can be seen on %s', (line, ground) => {
    expect(between(line, ground)).toBeGreaterThanOrEqual(3)
  })
})

it('UI-6: the dark theme says anew every colour that the light one says, but what lies on a hue and what a camera reads', () => {
  const missing = [...light.keys()].filter((name) => !tokensOf(":root[data-theme='dark']").has(name))
  expect(missing).toEqual(['--on-hue', '--scan-paper', '--scan-ink'])
})
