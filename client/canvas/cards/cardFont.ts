import type { TLFontFace } from '@tldraw/tldraw'
import latinExt from '@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-ext-wght-normal.woff2?url'
import latin from '@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2?url'

/** The family's name, as the page's stylesheet declares it. */
export const CARD_FONT = 'Atkinson Hyperlegible Next Variable'

const face = (url: string, unicodeRange: string): TLFontFace => ({
  family: CARD_FONT,
  src: { url, format: 'woff2' },
  weight: '200 800',
  unicodeRange,
})

/** The product's typeface, so that an exported picture carries it inside. Ranges as its own stylesheet has them. */
export const CARD_FONT_FACES: TLFontFace[] = [
  face(
    latin,
    'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD',
  ),
  face(
    latinExt,
    'U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF',
  ),
]
