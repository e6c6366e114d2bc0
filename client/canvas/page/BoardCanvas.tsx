import { Tldraw, type Editor, type TLTextOptions, type TldrawOptions } from '@tldraw/tldraw'
import '@tldraw/tldraw/tldraw.css'
import { memo, useEffect, useMemo, useState } from 'react'
import { ASSET_TYPES } from '../../../shared/api/assetTypes.ts'
import { API_LIMITS } from '../../../shared/api/limits.ts'
import { useTheme } from '../../app/theme.ts'
import { LinkTool } from '../links/LinkTool.ts'
import '../theme/sides.css'
import '../theme/tldraw.css'
import { boardUser } from './boardUser.ts'
import { BOARD_SHAPE_UTILS } from './boardStore.ts'
import { mountBoard } from './mountBoard.ts'
import type { OpenScene } from './openScene.ts'
import { TLDRAW_ASSETS } from './tldrawAssets.ts'
import { tldrawOverrides } from './tldrawOverrides.ts'
import { TLDRAW_PARTS } from './tldrawParts.tsx'

/** `maxShapesPerPage` is as many as the server takes, and is known to theme/tldraw.css. */
const OPTIONS: Partial<TldrawOptions> = {
  maxShapesPerPage: 20_000,
  branding: 'Board',
  // Two quick clicks beside a card would leave empty texts all over the board; there is a tool for texts.
  createTextOnCanvasDoubleClick: false,
  // Longer than a frame of a large board on a slow machine, or the camera would count as at rest between two of them.
  cameraMovingTimeoutMs: 150,
}
/**
 * A note or label that opens puts its caret behind what is there. By itself tldraw puts it at the start first, a moment
 * later, and jumbles the first letters of those who type at once.
 */
const TEXT_OPTIONS: TLTextOptions = { tipTapConfig: { autofocus: 'end' } }
const TOOLS = [LinkTool]

/** tldraw's canvas on a board's store. */
export const BoardCanvas = memo(function BoardCanvas({
  open,
  licenseKey,
  onEditor,
  onShortcuts,
}: {
  open: OpenScene
  /** The operator's own licence of tldraw, if they have one. */
  licenseKey: string | null
  onEditor(editor: Editor | null): void
  onShortcuts(): void
}) {
  const { theme } = useTheme()
  const [{ user, setLook }] = useState(() => boardUser(open.scene.connection.presence.clientId))
  const overrides = useMemo(() => tldrawOverrides({ showShortcuts: onShortcuts }), [onShortcuts])
  useEffect(() => {
    setLook({ theme, isStill: matchMedia('(prefers-reduced-motion: reduce)').matches })
  }, [setLook, theme])
  const onMount = useMemo(
    () => (editor: Editor) => {
      const unmount = mountBoard(editor, open)
      onEditor(editor)
      return () => {
        onEditor(null)
        unmount()
      }
    },
    [open, onEditor],
  )
  return (
    <Tldraw
      store={open.store}
      user={user}
      shapeUtils={BOARD_SHAPE_UTILS}
      tools={TOOLS}
      components={TLDRAW_PARTS}
      overrides={overrides}
      options={OPTIONS}
      textOptions={TEXT_OPTIONS}
      assetUrls={TLDRAW_ASSETS}
      acceptedImageMimeTypes={ASSET_TYPES}
      acceptedVideoMimeTypes={[]}
      maxAssetSize={API_LIMITS.assetBytes}
      onMount={onMount}
      {...(licenseKey === null ? {} : { licenseKey })}
    />
  )
})
