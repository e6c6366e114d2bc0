import { Download } from 'lucide-react'
import type { BoardConnection } from '../../board/BoardConnection.ts'
import { Button } from '../../ui/Button.tsx'
import { saveText } from '../export/saveText.ts'

/** Hands over what somebody changed and the server does not take, so that it is not lost with this tab. */
export function UnsentDownload({ connection, title }: { connection: BoardConnection; title: string }) {
  const download = () => {
    const { boardId } = connection
    const file = { board: { id: boardId, title }, writtenAt: new Date().toISOString(), ...connection.unsentChanges() }
    saveText('my-changes.json', `${JSON.stringify(file, null, 2)}\n`, 'application/json')
  }
  return (
    <Button small onClick={download}>
      <Download aria-hidden />
      Download my changes
    </Button>
  )
}
