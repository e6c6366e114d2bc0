import type { Side } from '../../../shared/templates/kind.ts'

/** The colours of a picture that leaves the page, where the stylesheet's variables do not reach. */
export interface ExportPalette {
  paper: string
  card: string
  line: string
  lineStrong: string
  ink: string
  inkSoft: string
  inkFaint: string
  sides: Readonly<Record<Side | 'none', { hue: string; tint: string; ink: string }>>
}

/** As in client/design/tokens.css, whose values a test compares with these. */
export const EXPORT_PALETTES: Readonly<Record<'light' | 'dark', ExportPalette>> = {
  light: {
    paper: '#f5f4f1',
    card: '#ffffff',
    line: '#d9d7d0',
    lineStrong: '#85837b',
    ink: '#1c1c1a',
    inkSoft: '#53524d',
    inkFaint: '#6b6963',
    sides: {
      product: { hue: '#f2ab1d', tint: '#fdf0d2', ink: '#7a4d00' },
      ai: { hue: '#3d8fd9', tint: '#dfeefa', ink: '#0f4f8f' },
      between: { hue: '#5f9e4e', tint: '#e3f1db', ink: '#2a5e20' },
      none: { hue: '#85837b', tint: '#ebe9e4', ink: '#53524d' },
    },
  },
  dark: {
    paper: '#161716',
    card: '#1f2020',
    line: '#353634',
    lineStrong: '#787871',
    ink: '#f1f0ec',
    inkSoft: '#b9b7b0',
    inkFaint: '#9c9a93',
    sides: {
      product: { hue: '#e5a32a', tint: '#3a2d12', ink: '#f7c767' },
      ai: { hue: '#4a96dc', tint: '#152f47', ink: '#93c8f5' },
      between: { hue: '#66a656', tint: '#1d3519', ink: '#a3d695' },
      none: { hue: '#787871', tint: '#0f1010', ink: '#b9b7b0' },
    },
  },
}

/** The palette of a picture. */
export function exportPalette(isDark: boolean): ExportPalette {
  return EXPORT_PALETTES[isDark ? 'dark' : 'light']
}
