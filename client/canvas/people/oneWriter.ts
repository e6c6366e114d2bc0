import {
  ArrowShapeUtil,
  GeoShapeUtil,
  NoteShapeUtil,
  TextShapeUtil,
  type TLAnyShapeUtilConstructor,
  type TLArrowShape,
  type TLGeoShape,
  type TLNoteShape,
  type TLTextShape,
} from '@tldraw/tldraw'
import { sceneOf } from '../scene.ts'

/*
 * tldraw's own texts are replaced whole by whoever writes last, under the hands of whoever else types there. So each
 * is open to one person at a time; a card's texts have no such limit.
 */

class OneWriterNoteUtil extends NoteShapeUtil {
  override canEdit(shape?: TLNoteShape): boolean {
    return isFree(this, shape)
  }
}

class OneWriterTextUtil extends TextShapeUtil {
  override canEdit(shape?: TLTextShape): boolean {
    return isFree(this, shape)
  }
}

class OneWriterGeoUtil extends GeoShapeUtil {
  override canEdit(shape?: TLGeoShape): boolean {
    return isFree(this, shape)
  }
}

class OneWriterArrowUtil extends ArrowShapeUtil {
  override canEdit(shape?: TLArrowShape): boolean {
    return isFree(this, shape)
  }
}

function isFree({ editor }: Pick<NoteShapeUtil, 'editor'>, shape: { id: string } | undefined): boolean {
  return shape === undefined || !sceneOf(editor).writers.get().has(shape.id)
}

/** tldraw's shapes with a text, each open to one writer at a time. */
export const ONE_WRITER_UTILS: readonly TLAnyShapeUtilConstructor[] = [
  OneWriterNoteUtil,
  OneWriterTextUtil,
  OneWriterGeoUtil,
  // tldraw's optional properties may be undefined, which our stricter reading of its types does not allow.
  OneWriterArrowUtil as unknown as TLAnyShapeUtilConstructor,
]
