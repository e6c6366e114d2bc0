import type { KindDefinition } from '../kind.ts'
import { kindTable } from '../kindTable.ts'
import type { ReadingView } from '../readingView.ts'
import { digestSections } from './digestView.ts'
import { chart, failure, fix, insight, quote, surprise, thanks, type PostKindId } from './kinds.ts'
import type { Post } from './posts.ts'
import type { WallModel } from './wallModel.ts'

const TABLES: readonly (readonly [KindDefinition & { readonly id: PostKindId }, string])[] = [
  [insight, 'Insights'],
  [quote, 'Quotes'],
  [chart, 'Charts'],
  [surprise, 'Surprises'],
  [failure, 'Failures'],
  [thanks, 'Thanks'],
  [fix, 'Fixes'],
]

/** Draws an aha wall for people: the digest of the whole wall, then every post with all its fields. */
export function wallView(model: WallModel): ReadingView {
  const postsOf = new Map<PostKindId, Post[]>(TABLES.map(([{ id }]) => [id, []]))
  for (const post of model.posts) postsOf.get(post.kind)?.push(post)
  return {
    sections: [
      ...digestSections(model),
      ...TABLES.map(([kind, title]) => kindTable(kind, title, postsOf.get(kind.id) ?? [])),
    ],
  }
}
