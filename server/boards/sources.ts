import { getIndexBetween, type IndexKey } from '@tldraw/utils'
import { nanoid } from 'nanoid'
import type { Sources } from '../../shared/board/sources.ts'

/** Ids and order keys for what the server puts on boards. Order keys are jittered, so that two at once differ. */
export const randomSources: Sources = {
  newId: () => nanoid(),
  indexBetween: (below, above) => getIndexBetween(below as IndexKey | null, above as IndexKey | null),
}
