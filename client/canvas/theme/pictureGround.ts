import { DefaultColorThemePalette } from '@tldraw/tldraw'
import { EXPORT_PALETTES } from './exportPalette.ts'

/** Has tldraw draw pictures on the paper of our pages; on the canvas itself the stylesheet does that. */
export function drawPicturesOnPaper(): void {
  DefaultColorThemePalette.lightMode.background = EXPORT_PALETTES.light.paper
  DefaultColorThemePalette.darkMode.background = EXPORT_PALETTES.dark.paper
}
