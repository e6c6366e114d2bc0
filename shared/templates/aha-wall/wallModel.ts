import type { BoardModel } from '../boardModel.ts'
import type { ReadContext } from '../template.ts'
import { digest, WHOLE_WALL, type Digest } from './digest.ts'
import { readPosts } from './posts.ts'

/** An aha wall as a model: the digest of all that was ever posted, or of the days that were asked for. */
export type WallModel = Digest

/** Projects a board into the model. A post counts wherever it lies, also outside every zone. */
export function readWall(board: BoardModel, { span }: Pick<ReadContext, 'span'> = {}): WallModel {
  return digest(readPosts(board), span ?? WHOLE_WALL)
}
