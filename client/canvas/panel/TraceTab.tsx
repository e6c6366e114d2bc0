import { useEditor, useValue } from '@tldraw/tldraw'
import { useMemo } from 'react'
import { traceBoard } from '../../../shared/board/trace.ts'
import { traceMarkdown, traceSections } from '../../../shared/board/traceView.ts'
import { useStandingDecisions } from '../../api/standingDecisions.ts'
import { Button } from '../../ui/Button.tsx'
import { useToast } from '../../ui/Toast.tsx'
import { copyText } from '../../ui/copyText.ts'
import { sceneOf } from '../scene.ts'
import { ReadingSection } from './ReadingSection.tsx'
import { tracedModel } from './tracedBoard.ts'
import styles from './Panel.module.css'

/** Each metric of the board with the pain points it comes from, its owner and its decisions; and what hangs in the air. */
export function TraceTab({ title }: { title: string }) {
  const editor = useEditor()
  const toast = useToast()
  const model = useValue('traced board', () => tracedModel(editor), [editor])
  const { decisions, note } = useStandingDecisions(sceneOf(editor).connection.boardId)
  const trace = useMemo(() => traceBoard(model, decisions), [model, decisions])
  const copy = async () => {
    const isCopied = await copyText(traceMarkdown(title, trace))
    toast({ text: isCopied ? 'Copied as Markdown.' : 'This browser does not let the page copy.' })
  }
  return (
    <div className={styles['reading']}>
      <div className={styles['acts']}>
        <Button small onClick={() => void copy()}>
          Copy as Markdown
        </Button>
      </div>
      {note !== '' && <p className={styles['quiet']}>{note}</p>}
      {traceSections(trace).map((section) => (
        <ReadingSection key={section.id} section={section} />
      ))}
    </div>
  )
}
