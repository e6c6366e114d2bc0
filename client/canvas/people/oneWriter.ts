import {
  GeoShapeUtil,
  NoteShapeUtil,
  TextShapeUtil,
  type TLAnyShapeUtilConstructor,
  type TLGeoShape,
  type TLNoteShape,
  type TLTextShape,
} from '@tldraw/tldraw'
import { isFreeToWrite } from './isFreeToWrite.ts'

class OneWriterNoteUtil extends NoteShapeUtil {
  override canEdit(shape?: TLNoteShape): boolean {
    return isFreeToWrite(this.editor, shape)
  }
}

class OneWriterTextUtil extends TextShapeUtil {
  override canEdit(shape?: TLTextShape): boolean {
    return isFreeToWrite(this.editor, shape)
  }
}

class OneWriterGeoUtil extends GeoShapeUtil {
  override canEdit(shape?: TLGeoShape): boolean {
    return isFreeToWrite(this.editor, shape)
  }
}

/** tldraw's shapes with a text, each open to one writer at a time. */
export const ONE_WRITER_UTILS: readonly TLAnyShapeUtilConstructor[] = [
  OneWriterNoteUtil,
  OneWriterTextUtil,
  OneWriterGeoUtil,
]
