import {
  FileDown,
  FilePlus2,
  ImageDown,
  Keyboard,
  LayoutTemplate,
  MoreHorizontal,
  Scale,
  TableProperties,
  UserRound,
} from 'lucide-react'
import { useEditor, useValue } from '@tldraw/tldraw'
import { useLocation } from 'wouter'
import { useTheme } from '../../app/theme.ts'
import type { MenuEntry } from '../../ui/menuEntry.ts'
import { MenuButton } from '../../ui/MenuButton.tsx'
import { useToast } from '../../ui/Toast.tsx'
import { exportPicture, type PictureOf } from '../export/exportPicture.ts'
import { useMay } from '../may.ts'
import { absentZones, addZone, repeatableZones } from '../zones/addZone.ts'

const THEMES = [
  { value: 'system', label: 'As this device' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const

/** What is done seldom: pictures, imports, templates, pages, zones that were deleted, theme, shortcuts. */
export function BoardMenu({
  title,
  onImport,
  onTemplate,
  onShortcuts,
  onEditMe,
}: {
  title: string
  onImport(): void
  onTemplate(): void
  onShortcuts(): void
  onEditMe(): void
}) {
  const editor = useEditor()
  const toast = useToast()
  const [, navigate] = useLocation()
  const { choice, choose } = useTheme()
  const mayEdit = useMay('board.edit')
  const hasSelection = useValue('has a selection', () => editor.getSelectedShapeIds().length > 0, [editor])
  const isEmpty = useValue('page is empty', () => editor.getCurrentPageShapeIds().size === 0, [editor])
  const absent = useValue('absent zones', () => absentZones(editor), [editor])
  const repeatable = useValue('repeatable zones', () => repeatableZones(editor), [editor])

  const picture = (of: PictureOf, format: 'png' | 'svg') => async () => {
    try {
      await exportPicture(editor, of, format, title)
    } catch {
      toast({ text: 'This browser could not draw a picture that large. Select a part of the board and export that.' })
    }
  }
  const pictures = (of: PictureOf, what: string): MenuEntry[] =>
    (['png', 'svg'] as const).map((format) => ({
      type: 'act',
      label: `Export ${what} as ${format.toUpperCase()}`,
      icon: format === 'png' ? <ImageDown /> : <FileDown />,
      onSelect: () => void picture(of, format)(),
    }))
  const addPage = () => {
    editor.markHistoryStoppingPoint('add page')
    editor.createPage({ name: `Page ${editor.getPages().length + 1}` })
    const page = editor.getPages().at(-1)
    if (page !== undefined) editor.setCurrentPage(page)
  }

  const additions: MenuEntry[] = [
    { type: 'act', label: 'Import a list or table …', icon: <TableProperties />, onSelect: onImport },
    { type: 'act', label: 'Add a template …', icon: <LayoutTemplate />, onSelect: onTemplate },
    { type: 'act', label: 'Add a page', icon: <FilePlus2 />, onSelect: addPage },
  ]
  const entries: MenuEntry[] = [
    ...(isEmpty ? [] : pictures('page', 'page')),
    ...(hasSelection ? pictures('selection', 'selection') : []),
    ...(isEmpty ? [] : [{ type: 'line' as const, id: 'exports' }]),
    ...(mayEdit ? absent : []).map((zone): MenuEntry => ({
      type: 'act',
      label: `Bring back zone: ${zone.title}`,
      icon: <LayoutTemplate />,
      onSelect: () => addZone(editor, zone),
    })),
    ...(mayEdit ? repeatable : []).map((zone): MenuEntry => ({
      type: 'act',
      label: `Add a zone: ${zone.title}`,
      icon: <LayoutTemplate />,
      onSelect: () => {
        const id = addZone(editor, zone)
        // It begins with the title that people give it.
        if (id !== null) editor.setEditingShape(id)
      },
    })),
    ...(mayEdit ? additions : []),
    { type: 'act', label: 'All decision records', icon: <Scale />, onSelect: () => navigate('/records') },
    { type: 'act', label: 'Shortcuts', icon: <Keyboard />, onSelect: onShortcuts },
    { type: 'act', label: 'Your name and discipline', icon: <UserRound />, onSelect: onEditMe },
    { type: 'line', id: 'theme' },
    {
      type: 'choice',
      label: 'Theme',
      value: choice,
      options: THEMES,
      onChoose: (value) => choose(THEMES.find((theme) => theme.value === value)?.value ?? 'system'),
    },
  ]
  return (
    <MenuButton label="Board menu" square small entries={entries}>
      <MoreHorizontal aria-hidden />
    </MenuButton>
  )
}
