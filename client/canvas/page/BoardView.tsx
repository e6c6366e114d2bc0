import { EditorContext, type Editor } from '@tldraw/tldraw'
import { useCallback, useEffect, useMemo, useState } from 'react'
import PersonDialog from '../../access/PersonDialog.tsx'
import { useMe } from '../../api/me.ts'
import type { LiveBoard } from '../../board/LiveBoard.ts'
import { loadMenus } from '../../ui/MenuButton.tsx'
import { onImportOffer, type ImportOffer } from '../import/importOffers.ts'
import { SidePanel, SidePanelPlace } from '../panel/SidePanel.tsx'
import { BoardBanners } from './BoardBanners.tsx'
import { BoardCanvas } from './BoardCanvas.tsx'
import { BoardDialogs, type BoardDialog } from './BoardDialogs.tsx'
import { CrashContext } from './crashContext.ts'
import { openScene } from './openScene.ts'
import { PlainBar } from './PlainBar.tsx'
import { TopBar } from './TopBar.tsx'
import { useBoardTitle } from './useBoardTitle.ts'
import { useOpened } from './useOpened.ts'
import { usePanelState } from './usePanelState.ts'
import { useSettings } from './useSettings.ts'
import { useShortcutSheetKey } from './useShortcutSheetKey.ts'
import { useShortcutsOff } from './useShortcutsOff.ts'
import styles from './BoardPage.module.css'

/** A board that can be worked on: bar, canvas and panel. */
export function BoardView({ board, title: entryTitle }: { board: LiveBoard; title: string }) {
  const open = useOpened(
    () => openScene(board),
    ({ binding }) => binding.close(),
  )
  const settings = useSettings()
  const [editor, setEditor] = useState<Editor | null>(null)
  const [dialog, setDialog] = useState<BoardDialog | null>(null)
  const [offer, setOffer] = useState<ImportOffer | null>(null)
  const [panel, changePanel] = usePanelState()
  const { data: me } = useMe()
  useEffect(() => void open?.scene.me.set(me ?? null), [open, me])
  const title = useBoardTitle(board, entryTitle)
  const [hasCrashed, setCrashed] = useState(false)
  const crashPlace = useMemo(() => ({ connection: board, onCrash: setCrashed }), [board])
  const onShortcuts = useCallback(() => setDialog('shortcuts'), [])
  const openImport = useCallback((offered: ImportOffer | null) => {
    setOffer(offered)
    setDialog('import')
  }, [])
  useEffect(() => (editor === null ? undefined : onImportOffer(editor, openImport)), [editor, openImport])
  const closeDialog = useCallback(() => setDialog(null), [])

  // Asked on the first visit, and again where the server does not know any more; nobody works here without a name.
  const isUnknown = me !== undefined && (me.name === '' || me.isNew)
  useMenusAhead()
  useShortcutSheetKey(onShortcuts)
  useShortcutsOff(editor, dialog !== null || isUnknown)

  return (
    <EditorContext value={editor}>
      <div className={styles['page']}>
        {hasCrashed ? (
          <PlainBar connection={board} title={title} />
        ) : editor === null ? (
          <div className={styles['barPlace']} />
        ) : (
          <TopBar
            title={title}
            me={me}
            isPanelOpen={panel.isOpen}
            isDialogOpen={dialog !== null || isUnknown}
            onPanel={() => changePanel({ isOpen: !panel.isOpen })}
            onShare={() => setDialog('share')}
            onRecord={() => setDialog('record')}
            onImport={() => openImport(null)}
            onTemplate={() => setDialog('template')}
            onShortcuts={onShortcuts}
            onEditMe={() => setDialog('me')}
          />
        )}
        <BoardBanners connection={board} title={title} onShowMergeReport={() => setDialog('merge-report')} />
        <div className={styles['body']}>
          <main className={styles['canvas']} aria-label="Board">
            {open !== null && settings.isFetched && (
              <CrashContext value={crashPlace}>
                <BoardCanvas
                  open={open}
                  licenseKey={settings.data?.tldrawLicenseKey ?? null}
                  onEditor={setEditor}
                  onShortcuts={onShortcuts}
                />
              </CrashContext>
            )}
          </main>
          {editor === null && !hasCrashed && panel.isOpen && <SidePanelPlace isWide={panel.isWide} />}
          {editor !== null && panel.isOpen && (
            <SidePanel
              boardTitle={title}
              tab={panel.tab}
              onTab={(tab) => changePanel({ tab })}
              isWide={panel.isWide}
              onWide={(isWide) => changePanel({ isWide })}
              onClose={() => changePanel({ isOpen: false })}
            />
          )}
        </div>
        {editor !== null && dialog !== null && (
          <BoardDialogs dialog={dialog} boardId={board.boardId} me={me} offer={offer} onClose={closeDialog} />
        )}
        {isUnknown && <PersonDialog me={me} submitLabel="Join" onDone={() => board.rejoin()} />}
      </div>
    </EditorContext>
  )
}

/** Like the dialogs, the bar's menus are there when the server is not. */
function useMenusAhead(): void {
  useEffect(() => {
    loadMenus().catch(() => {
      // The server went at this very moment; opening a menu asks again.
    })
  }, [])
}
