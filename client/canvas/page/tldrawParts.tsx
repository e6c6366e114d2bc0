import {
  ArrowToolbarItem,
  DefaultContextMenu,
  DefaultPageMenu,
  DefaultStylePanel,
  DefaultToolbar,
  DrawToolbarItem,
  DuplicateMenuItem,
  DeleteMenuItem,
  CopyMenuItem,
  CutMenuItem,
  DiamondToolbarItem,
  EllipseToolbarItem,
  EraserToolbarItem,
  GroupMenuItem,
  HandToolbarItem,
  HighlightToolbarItem,
  MoveToPageMenu,
  NoteToolbarItem,
  RectangleToolbarItem,
  ReorderMenuSubmenu,
  SelectAllMenuItem,
  SelectToolbarItem,
  TextToolbarItem,
  ToggleLockMenuItem,
  TldrawUiMenuActionItem,
  TldrawUiMenuGroup,
  TldrawUiMenuToolItem,
  ToolbarItem,
  UngroupMenuItem,
  useEditor,
  useValue,
  type TLComponents,
  type TLUiContextMenuProps,
  type TLUiStylePanelProps,
} from '@tldraw/tldraw'
import { CardBar } from '../cards/CardBar.tsx'
import { CardEditor } from '../edit/CardEditor.tsx'
import { FilterPanel } from '../filter/FilterPanel.tsx'
import { LinkLabel } from '../links/LinkLabel.tsx'
import { LinkPreview } from '../links/LinkPreview.tsx'
import { BoardCursor } from '../people/BoardCursor.tsx'
import { WriterLabels } from '../people/WriterLabels.tsx'
import { useMay } from '../may.ts'
import { isLaidOut } from '../zones/zoneCards.ts'
import { BoardAnnouncer } from './BoardAnnouncer.tsx'
import { BoardCrash } from './BoardCrash.tsx'

/** What lies over the canvas in screen space. tldraw's mark stays uncovered: all of these keep clear of its corner. */
function InFrontOfTheCanvas() {
  return (
    <>
      <WriterLabels />
      <LinkLabel />
      <LinkPreview />
      <CardBar />
      <CardEditor />
    </>
  )
}

function BoardToolbar() {
  const mayEdit = useMay('board.edit')
  if (!mayEdit) {
    return (
      <DefaultToolbar>
        <SelectToolbarItem />
        <HandToolbarItem />
      </DefaultToolbar>
    )
  }
  return (
    <DefaultToolbar>
      <SelectToolbarItem />
      <HandToolbarItem />
      <NoteToolbarItem />
      <TextToolbarItem />
      <ToolbarItem tool="link" />
      <ArrowToolbarItem />
      <DrawToolbarItem />
      <EraserToolbarItem />
      <RectangleToolbarItem />
      <EllipseToolbarItem />
      <DiamondToolbarItem />
      <HighlightToolbarItem />
      <TldrawUiMenuToolItem toolId="asset" />
    </DefaultToolbar>
  )
}

/** Styles are for drawings and notes. Cards and zones have one look, so for them the panel is not there. */
function BoardStylePanel(props: TLUiStylePanelProps) {
  const editor = useEditor()
  const isOfUse = useValue(
    'style panel is of use',
    () => {
      if (!editor.isIn('select')) return !editor.isIn('hand') && !editor.isIn('eraser') && !editor.isIn('link')
      const selected = editor.getSelectedShapes()
      return selected.some(({ type }) => type !== 'card' && type !== 'zone')
    },
    [editor],
  )
  return isOfUse ? <DefaultStylePanel {...props} /> : null
}

/** Most boards have one page, and then there is nothing to choose. */
function BoardMenuPanel() {
  const editor = useEditor()
  const hasPages = useValue('has pages', () => editor.getPages().length > 1, [editor])
  return hasPages ? <DefaultPageMenu /> : null
}

/** What a zone lays out stays in it: with such a card in the selection, not all of it would be grouped. */
function BoardGroupItem() {
  const editor = useEditor()
  const isOfUse = useValue(
    'group is of use',
    () => !editor.getSelectedShapes().some((shape) => isLaidOut(editor, shape)),
    [editor],
  )
  return isOfUse ? <GroupMenuItem /> : null
}

function BoardContextMenu(props: TLUiContextMenuProps) {
  return (
    <DefaultContextMenu {...props}>
      <TldrawUiMenuGroup id="clipboard">
        <CutMenuItem />
        <CopyMenuItem />
        <TldrawUiMenuActionItem actionId="paste" />
        <DuplicateMenuItem />
        <DeleteMenuItem />
      </TldrawUiMenuGroup>
      <TldrawUiMenuGroup id="arrange">
        <BoardGroupItem />
        <UngroupMenuItem />
        <ReorderMenuSubmenu />
        <MoveToPageMenu />
        <ToggleLockMenuItem />
      </TldrawUiMenuGroup>
      <TldrawUiMenuGroup id="select">
        <SelectAllMenuItem />
      </TldrawUiMenuGroup>
    </DefaultContextMenu>
  )
}

/** tldraw's interface, reduced to what people do on these boards; the rest is ours, around the canvas. */
export const TLDRAW_PARTS: TLComponents = {
  InFrontOfTheCanvas,
  CollaboratorCursor: BoardCursor,
  ContextMenu: BoardContextMenu,
  Toolbar: BoardToolbar,
  StylePanel: BoardStylePanel,
  MenuPanel: BoardMenuPanel,
  A11y: BoardAnnouncer,
  ErrorFallback: BoardCrash,
  ActionsMenu: null,
  QuickActions: null,
  HelpMenu: null,
  MainMenu: null,
  SharePanel: null,
  TopPanel: FilterPanel,
  CursorChatBubble: null,
  DebugPanel: null,
  DebugMenu: null,
  HelperButtons: null,
  KeyboardShortcutsDialog: null,
}
