import { PanelRight, Redo2, Scale, Share2, Undo2 } from 'lucide-react'
import { useEditor, useValue } from '@tldraw/tldraw'
import { Link } from 'wouter'
import type { Me } from '../../../shared/api/person.ts'
import { BrandMark } from '../../design/BrandMark.tsx'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { PeopleBar } from '../people/PeopleBar.tsx'
import { useMay } from '../may.ts'
import { sceneOf } from '../scene.ts'
import { AddCardMenu } from './AddCardMenu.tsx'
import { BoardMenu } from './BoardMenu.tsx'
import { BoardTitle } from './BoardTitle.tsx'
import { keepFocus } from './keepFocus.ts'
import { RoleNote } from './RoleNote.tsx'
import { SaveStatusView } from './SaveStatusView.tsx'
import styles from './TopBar.module.css'

export interface TopBarProps {
  title: string
  me: Me | undefined
  isPanelOpen: boolean
  isDialogOpen: boolean
  onPanel(): void
  onShare(): void
  onRecord(): void
  onImport(): void
  onTemplate(): void
  onShortcuts(): void
  onEditMe(): void
}

/** The one thin bar over the canvas: where one is, whether it is saved, who is here, and what leads on from here. */
export function TopBar(props: TopBarProps) {
  const editor = useEditor()
  const { connection } = sceneOf(editor)
  const mayEdit = useMay('board.edit')
  const mayShare = useMay('board.share')
  const mayRecord = useMay('board.record')
  const canUndo = useValue('can undo', () => editor.getCanUndo(), [editor])
  const canRedo = useValue('can redo', () => editor.getCanRedo(), [editor])
  return (
    <header className={styles['bar']} ref={keepFocus}>
      <div className={styles['start']}>
        <Link href="/" className={styles['home'] ?? ''} aria-label="All boards" title="All boards">
          <BrandMark size={24} />
        </Link>
        <BoardTitle boardId={connection.boardId} title={props.title} isStill={props.isDialogOpen} />
        <SaveStatusView connection={connection} />
        <RoleNote boardId={connection.boardId} />
      </div>
      <div className={styles['end']}>
        {mayEdit && (
          <>
            <span className={styles['history']}>
              <IconButton small label="Undo" disabled={!canUndo} onClick={() => editor.undo()}>
                <Undo2 aria-hidden />
              </IconButton>
              <IconButton small label="Redo" disabled={!canRedo} onClick={() => editor.redo()}>
                <Redo2 aria-hidden />
              </IconButton>
            </span>
            <span className={styles['add']}>
              <AddCardMenu />
            </span>
          </>
        )}
        <PeopleBar me={props.me} onEditMe={props.onEditMe} />
        {mayShare && (
          <Button small className={styles['share'] ?? ''} aria-label="Share" onClick={props.onShare}>
            <Share2 aria-hidden />
            <span className={styles['wideOnly']}>Share</span>
          </Button>
        )}
        {mayRecord && (
          <Button small look="primary" aria-label="Record decision" onClick={props.onRecord}>
            <Scale aria-hidden />
            <span className={styles['wideOnly']}>Record decision</span>
          </Button>
        )}
        <IconButton
          small
          label={props.isPanelOpen ? 'Put the panel away' : 'Findings, reading, decisions'}
          aria-expanded={props.isPanelOpen}
          onClick={props.onPanel}
        >
          <PanelRight aria-hidden />
        </IconButton>
        <BoardMenu
          title={props.title}
          onImport={props.onImport}
          onTemplate={props.onTemplate}
          onShortcuts={props.onShortcuts}
          onEditMe={props.onEditMe}
        />
      </div>
    </header>
  )
}
