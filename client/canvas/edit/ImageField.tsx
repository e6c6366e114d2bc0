import { useEditor } from '@tldraw/tldraw'
import { useState } from 'react'
import { ASSET_TYPES } from '../../../shared/api/assetTypes.ts'
import type { Asset } from '../../../shared/api/assets.ts'
import { problemText } from '../../api/problem.ts'
import { request } from '../../api/request.ts'
import { Button } from '../../ui/Button.tsx'
import { assetAddress } from '../page/boardAssets.ts'
import { sceneOf } from '../scene.ts'
import styles from './CardEditor.module.css'

/** The image of a card: chosen from this device, kept by the server. */
export function ImageField({
  id,
  value,
  onSet,
}: {
  id: string
  value: string | null
  onSet(value: string | null): void
}) {
  const editor = useEditor()
  const [problem, setProblem] = useState<string | null>(null)
  const { boardId } = sceneOf(editor).connection
  const upload = async (file: File) => {
    try {
      const { src } = await request<Asset>(`/api/v1/boards/${encodeURIComponent(boardId)}/assets`, {
        method: 'POST',
        body: file,
      })
      setProblem(null)
      onSet(src)
    } catch (error) {
      setProblem(problemText(error))
    }
  }
  return (
    <div className={styles['image']}>
      {value !== null && <img src={assetAddress(boardId, value)} alt="" />}
      <input
        id={id}
        type="file"
        accept={ASSET_TYPES.join(',')}
        onChange={(event) => {
          const file = event.target.files?.[0]
          if (file !== undefined) void upload(file)
        }}
      />
      {value !== null && (
        <Button small onClick={() => onSet(null)}>
          Remove the image
        </Button>
      )}
      {problem !== null && <p className={styles['problem']}>{problem}</p>}
    </div>
  )
}
