import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { createPostSchema, idempotencyHeader, postSchema } from '../../../shared/api/posts.ts'
import type { RawFieldValue } from '../../../shared/templates/field.ts'
import { signature } from '../../auth/principal.ts'
import { localDay } from '../../clock.ts'
import type { AppDeps, AppEnv } from '../appContext.ts'
import { mayOnBoard } from '../identify.ts'
import { countDone } from '../rates.ts'
import { readPost } from '../readPost.ts'
import { schemaRefusal } from '../refusals.ts'
import { imageInLimit } from '../uploadedFile.ts'
import { answer, problems } from './answers.ts'
import { boardParams } from './parameters.ts'

const createPost = createRoute({
  method: 'post',
  path: '/api/v1/boards/{boardId}/posts',
  summary: 'Post to a wall from outside the canvas',
  description:
    'JSON, or a form with the same names and a file `image`. With an `Idempotency-Key` it can be sent again without being there twice. A board without a wall answers 409.',
  middleware: [mayOnBoard('board.post')],
  request: { params: boardParams, headers: idempotencyHeader },
  responses: { 201: answer(postSchema, 'The post, as the card that it is'), ...problems },
})

/** Posts from outside the canvas. */
export function postRoutes(app: OpenAPIHono<AppEnv>, deps: AppDeps): void {
  const { boards, posts, assets, uploads, lastEditors, now } = deps
  app.openapi(createPost, async (c) => {
    const { id } = boards.open(c.req.valid('param').boardId)
    const key = c.req.valid('header')['idempotency-key']
    // Before an image is kept for it.
    await posts.place(id)
    const caller = c.get('caller')
    await countDone('post', c, deps)
    const person = signature(caller)
    const card = await uploads.take(c.req, async (body) => {
      const { post, image } = await readPost(body, c.req.header('content-type') ?? '')
      const parsed = createPostSchema.safeParse(post)
      if (!parsed.success) throw schemaRefusal(parsed.error)
      const { text, kind, ...said } = parsed.data
      const given = Object.entries(said).filter((entry): entry is [string, string | string[]] => entry[1] !== undefined)
      const fields: Record<string, RawFieldValue> = Object.fromEntries(given)
      if (image !== null) fields['image'] = `asset:${(await assets.add(id, imageInLimit(image))).sha256}`
      const maker = { today: localDay(now()), name: person?.name ?? '', discipline: person?.discipline ?? '' }
      const sender = caller.person?.id ?? caller.principal.role
      return posts.create(id, { text, kind, fields }, maker, key === undefined ? null : { key, sender })
    })
    lastEditors.note(id, person)
    return c.json(card, 201)
  })
}
