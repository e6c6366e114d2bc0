import {
  atom,
  createTLStore,
  defaultBindingUtils,
  defaultShapeUtils,
  type Atom,
  type TLAnyShapeUtilConstructor,
  type TLStore,
} from '@tldraw/tldraw'
import { CardShapeUtil } from '../cards/CardShapeUtil.tsx'
import { LinkArrowUtil } from '../links/LinkArrowUtil.ts'
import { ONE_WRITER_UTILS } from '../people/oneWriter.ts'
import { ZoneShapeUtil } from '../zones/ZoneShapeUtil.tsx'
import { boardAssets } from './boardAssets.ts'
import { PlainEmbedUtil } from './PlainEmbedUtil.tsx'

// tldraw's optional properties may be undefined, which our stricter reading of its types does not allow: hence the casts.
const STOCK_SHAPE_UTILS = defaultShapeUtils as unknown as readonly TLAnyShapeUtilConstructor[]

/** The shapes that are ours or changed by us; tldraw adds the rest of its own. */
export const BOARD_SHAPE_UTILS: readonly TLAnyShapeUtilConstructor[] = [
  CardShapeUtil,
  ZoneShapeUtil,
  LinkArrowUtil as unknown as TLAnyShapeUtilConstructor,
  PlainEmbedUtil as unknown as TLAnyShapeUtilConstructor,
  ...ONE_WRITER_UTILS,
]

/** What tldraw is told besides the records: whether the server is there, and whether they may be changed. */
export interface StoreFacts {
  readonly reach: Atom<'online' | 'offline'>
  readonly mode: Atom<'readonly' | 'readwrite'>
}

/** A store for a board's records. */
export function createBoardStore(boardId: string): StoreFacts & { store: TLStore } {
  const reach: StoreFacts['reach'] = atom('reach', 'online')
  const mode: StoreFacts['mode'] = atom('mode', 'readwrite')
  const own = new Set(BOARD_SHAPE_UTILS.map(({ type }) => type))
  const store = createTLStore({
    shapeUtils: [...STOCK_SHAPE_UTILS.filter(({ type }) => !own.has(type)), ...BOARD_SHAPE_UTILS],
    bindingUtils: defaultBindingUtils,
    assets: boardAssets(boardId),
    collaboration: { status: reach, mode },
  })
  return { store, reach, mode }
}
