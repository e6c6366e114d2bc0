import type { TLUiOverrides } from '@tldraw/tldraw'
import { copyFromMenu, pasteFromMenu } from '../clipboard/boardClipboard.ts'

/** What tldraw offers beyond what people do on these boards, or what would leave our own server. */
const LEFT_OUT_ACTIONS: readonly string[] = [
  'insert-embed',
  'convert-to-embed',
  'convert-to-bookmark',
  'open-embed-link',
  'edit-link',
  'open-cursor-chat',
  'toggle-debug-mode',
  'toggle-dark-mode',
  'toggle-focus-mode',
  'flatten-to-image',
  'copy-as-png',
  'copy-as-svg',
  'export-as-png',
  'export-as-svg',
  'export-all-as-png',
  'export-all-as-svg',
  'print',
]

/** What is left out of the tools; a laser would be seen by nobody else. */
const LEFT_OUT_TOOLS: readonly string[] = ['embed', 'laser', 'frame', 'line']

/** Our own keys and acts in tldraw's interface. */
export function tldrawOverrides({ showShortcuts }: { showShortcuts(): void }): TLUiOverrides {
  return {
    tools(editor, tools) {
      for (const id of LEFT_OUT_TOOLS) delete tools[id]
      tools['link'] = {
        id: 'link',
        label: 'tool.link',
        icon: 'link',
        kbd: 'l',
        onSelect: () => {
          editor.setCurrentTool('link')
        },
      }
      return tools
    },
    actions(editor, actions) {
      for (const id of LEFT_OUT_ACTIONS) delete actions[id]
      const replace = (id: string, onSelect: () => void) => {
        const action = actions[id]
        if (action !== undefined) actions[id] = { ...action, onSelect }
      }
      replace('open-kbd-shortcuts', showShortcuts)
      replace('copy', () => copyFromMenu(editor))
      replace('cut', () => {
        copyFromMenu(editor)
        editor.markHistoryStoppingPoint('cut')
        editor.deleteShapes(editor.getSelectedShapeIds())
      })
      const paste = actions['paste']
      if (paste !== undefined) {
        actions['paste'] = {
          ...paste,
          onSelect: (source) =>
            void pasteFromMenu(editor, source === 'context-menu' ? editor.inputs.currentPagePoint : undefined),
        }
      }
      return actions
    },
    translations: { en: { 'tool.link': 'Link two cards' } },
  }
}
