import { useEditor } from '@tldraw/tldraw'
import { assetAddress } from '../page/boardAssets.ts'
import { sceneOf } from '../scene.ts'
import styles from './Card.module.css'

/** The image of a card, cropped to its width. */
export function CardImage({ source }: { source: string }) {
  const editor = useEditor()
  return (
    <img
      className={styles['image']}
      src={assetAddress(sceneOf(editor).connection.boardId, source)}
      alt=""
      draggable={false}
    />
  )
}
