import { readFileSync } from 'node:fs'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { EXPORT_PALETTES } from '../../../client/canvas/theme/exportPalette.ts'
import { ZoneSvg } from '../../../client/canvas/zones/ZoneSvg.tsx'
import type { ZoneShape } from '../../../shared/board/schema.ts'
import { discoveryMap } from '../../../shared/templates/discovery-map/discoveryMap.ts'
import type { Side } from '../../../shared/templates/kind.ts'
import { fileName } from '../../../client/canvas/export/fileName.ts'

const tokens = readFileSync(new URL('../../../client/design/tokens.css', import.meta.url), 'utf8')

/** The hex colours that the stylesheet declares in the block of a theme. */
function declared(theme: 'light' | 'dark'): Map<string, string> {
  const start = theme === 'light' ? tokens.indexOf(':root {') : tokens.indexOf("[data-theme='dark']")
  const block = tokens.slice(start, tokens.indexOf('}', start))
  return new Map([...block.matchAll(/--([\w-]+): (#[0-9a-f]+);/gu)].map(([, name = '', value = '']) => [name, value]))
}

describe('exported pictures', () => {
  it('UI-506: show a zone between the sides with a bar that is made of both', () => {
    const palette = EXPORT_PALETTES.light
    const bars = (side: Side) => {
      const zone = discoveryMap.zones.find((definition) => definition.side === side)
      const shape = {
        props: { w: 406, h: 300, template: discoveryMap.id, zone: zone?.id ?? '', title: '' },
      } as ZoneShape
      const svg = renderToStaticMarkup(createElement(ZoneSvg, { shape, palette }))
      return [...svg.matchAll(/<rect x="([\d.]+)" width="([\d.]+)" height="4" fill="(#\w+)"/gu)].map(
        ([, ...bar]) => bar,
      )
    }
    const { product, between, ai } = palette.sides
    expect(bars('product')).toEqual([['3', '400', product.hue]])
    expect(bars('between')).toEqual([
      ['3', '48', product.hue],
      ['51', '304', between.hue],
      ['355', '48', ai.hue],
    ])
  })

  it('UI-58: have the colours of the page, in both themes', () => {
    for (const theme of ['light', 'dark'] as const) {
      const colours = declared(theme)
      const { sides, ...rest } = EXPORT_PALETTES[theme]
      expect(rest).toEqual({
        paper: colours.get('paper'),
        card: colours.get('paper-raised'),
        line: colours.get('line'),
        lineStrong: colours.get('line-strong'),
        ink: colours.get('ink'),
        inkSoft: colours.get('ink-soft'),
        inkFaint: colours.get('ink-faint'),
      })
      for (const side of ['product', 'ai', 'between'] as const) {
        expect(sides[side]).toEqual({
          hue: colours.get(side),
          tint: colours.get(`${side}-tint`),
          ink: colours.get(`${side}-ink`),
        })
      }
    }
  })

  it('UI-59: are named after the board, with what no file name may hold left out', () => {
    expect(fileName('Checkout search')).toBe('Checkout search')
    expect(fileName('a/b\\c: "d" <e>|?*')).toBe('a b c d e')
    expect(fileName('  ends with dots... ')).toBe('ends with dots')
    expect(fileName('///')).toBe('board')
    expect(fileName('x'.repeat(300))).toHaveLength(100)
  })
})
