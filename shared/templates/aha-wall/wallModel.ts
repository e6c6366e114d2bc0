import type { BoardModel } from '../boardModel.ts'
import { digest, WHOLE_WALL, type Digest } from './digest.ts'
import { readPosts } from './posts.ts'

/** An aha wall as a model: the digest of all that was ever posted. A narrower one follows from its posts. */
export type WallModel = Digest

/** Projects a board into the model. A post counts wherever it lies, also outside every zone. */
export function readWall(board: BoardModel): WallModel {
  return digest(readPosts(board), WHOLE_WALL)
}
