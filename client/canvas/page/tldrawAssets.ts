import { getAssetUrlsByImport } from '@tldraw/assets/imports.vite'

/** tldraw's fonts, icons and translations, from our own server. Made once: tldraw starts anew when it changes. */
export const TLDRAW_ASSETS = getAssetUrlsByImport()
