import { Waiting } from '../app/Waiting.tsx'

/** One board. */
export default function BoardPage({ boardId }: { boardId: string }) {
  return <Waiting label={`Opening ${boardId}`} />
}
