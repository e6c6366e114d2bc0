import { Maximize2, Minimize2, X } from 'lucide-react'
import { useEditor, useValue } from '@tldraw/tldraw'
import { IconButton } from '../../ui/IconButton.tsx'
import { Tabs } from '../../ui/Tabs.tsx'
import { keepFocus } from '../page/keepFocus.ts'
import { sceneOf } from '../scene.ts'
import { DecisionsTab } from './DecisionsTab.tsx'
import { FindingsTab } from './FindingsTab.tsx'
import { ReadingTab } from './ReadingTab.tsx'
import { hasSeveralTemplates } from './tracedBoard.ts'
import { TraceTab } from './TraceTab.tsx'
import styles from './Panel.module.css'

/** The tabs of the side panel. */
export type PanelTab = 'findings' | 'reading' | 'trace' | 'decisions'

/** The panel's room while the board opens, so that the first look at it is already the right size. */
export function SidePanelPlace({ isWide }: { isWide: boolean }) {
  return <div className={styles['panel']} data-wide={isWide || undefined} />
}

/** What the board asks, how it reads, and what was decided; beside the canvas, or below it on a phone. */
export function SidePanel({
  boardTitle,
  tab,
  onTab,
  isWide,
  onWide,
  onClose,
}: {
  boardTitle: string
  tab: PanelTab
  onTab(tab: PanelTab): void
  /** A table needs room; the reading may take most of the page. */
  isWide: boolean
  onWide(isWide: boolean): void
  onClose(): void
}) {
  const editor = useEditor()
  const { boardId } = sceneOf(editor).connection
  const count = useValue(
    'number of findings',
    () =>
      sceneOf(editor)
        .readings.get()
        .reduce((sum, { findings }) => sum + findings.length, 0),
    [editor],
  )
  const isTraced = useValue('is traced', () => hasSeveralTemplates(editor), [editor])
  return (
    <aside className={styles['panel']} ref={keepFocus} aria-label="About this board" data-wide={isWide || undefined}>
      <div className={styles['panelHead']}>
        <span>
          <IconButton small label={isWide ? 'Smaller panel' : 'Larger panel'} onClick={() => onWide(!isWide)}>
            {isWide ? <Minimize2 aria-hidden /> : <Maximize2 aria-hidden />}
          </IconButton>
          <IconButton small label="Put the panel away" onClick={onClose}>
            <X aria-hidden />
          </IconButton>
        </span>
      </div>
      <div className={styles['tabs']}>
        <Tabs
          label="About this board"
          value={tab === 'trace' && !isTraced ? 'findings' : tab}
          onChange={(id) => onTab(id as PanelTab)}
          tabs={[
            { id: 'findings', title: 'Findings', count, content: <FindingsTab /> },
            { id: 'reading', title: 'Reading', content: <ReadingTab title={boardTitle} /> },
            ...(isTraced ? [{ id: 'trace', title: 'Trace', content: <TraceTab title={boardTitle} /> }] : []),
            { id: 'decisions', title: 'Decisions', content: <DecisionsTab boardId={boardId} /> },
          ]}
        />
      </div>
    </aside>
  )
}
