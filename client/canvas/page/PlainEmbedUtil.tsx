import { EmbedShapeUtil, HTMLContainer, type TLEmbedShape } from '@tldraw/tldraw'
import styles from './PlainEmbed.module.css'

/** An embed that came from elsewhere shows its address and loads nothing: a board asks no other host for anything. */
export class PlainEmbedUtil extends EmbedShapeUtil {
  override canEdit(): boolean {
    return false
  }

  override component(shape: TLEmbedShape) {
    return (
      <HTMLContainer>
        <div className={styles['embed']}>{shape.props.url}</div>
      </HTMLContainer>
    )
  }
}
