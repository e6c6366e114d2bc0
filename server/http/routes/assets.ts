import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { z } from 'zod'
import { assetSchema } from '../../../shared/api/assets.ts'
import { API_LIMITS } from '../../../shared/api/limits.ts'
import { BetwixtError } from '../../../shared/errors.ts'
import { imageTypeOf } from '../../assets/imageType.ts'
import type { AppDeps, AppEnv } from '../appContext.ts'
import { bodyLimit } from '../bodyLimit.ts'
import { mayOnBoard } from '../identify.ts'
import { UPLOAD_POLICY } from '../securityHeaders.ts'
import { answer, nothing, problems } from './answers.ts'
import { assetParams, boardParams } from './parameters.ts'
import { countDone } from '../rates.ts'
import { imageInLimit, uploadedFile } from '../uploadedFile.ts'

const image = { 'image/*': { schema: z.string().meta({ format: 'binary' }) } }

const createAsset = createRoute({
  method: 'post',
  path: '/api/v1/boards/{boardId}/assets',
  summary: 'Upload an image: its bytes as the body, or a form with one file',
  description: `At most ${API_LIMITS.assetBytes} bytes. What it is, is told by its content. SVGs lose whatever could run or load.`,
  middleware: [mayOnBoard('board.edit')],
  request: { params: boardParams },
  responses: { 201: answer(assetSchema, 'The image as boards refer to it'), ...problems },
})

const getAsset = createRoute({
  method: 'get',
  path: '/api/v1/boards/{boardId}/assets/{sha256}',
  summary: 'An image of a board',
  middleware: [mayOnBoard('board.read')],
  request: { params: assetParams },
  responses: { 200: { description: 'The image', content: image }, 304: { description: 'As it was' }, ...problems },
})

const putThumbnail = createRoute({
  method: 'put',
  path: '/api/v1/boards/{boardId}/thumbnail',
  summary: "Set a board's picture: PNG or WebP",
  description: `At most ${API_LIMITS.thumbnailBytes} bytes.`,
  middleware: [mayOnBoard('board.edit'), bodyLimit(API_LIMITS.thumbnailBytes)],
  request: { params: boardParams },
  responses: { 204: nothing, ...problems },
})

const getThumbnail = createRoute({
  method: 'get',
  path: '/api/v1/boards/{boardId}/thumbnail',
  summary: "A board's picture",
  middleware: [mayOnBoard('board.read')],
  request: { params: boardParams },
  responses: { 200: { description: 'The picture', content: image }, ...problems },
})

/** Images of boards and their pictures for the home page. */
export function assetRoutes(app: OpenAPIHono<AppEnv>, deps: AppDeps): void {
  const { boards, assets, uploads, site, storage, now } = deps
  app.openapi(createAsset, async (c) => {
    const { id } = boards.open(c.req.valid('param').boardId)
    await countDone('upload', c, deps)
    const { sha256, mimeType, bytes } = await uploads.take(c.req, async (body) => {
      const given = await uploadedFile(body, c.req.header('content-type') ?? '')
      return assets.add(id, imageInLimit(given))
    })
    const url = `${site.basePath}/api/v1/boards/${id}/assets/${sha256}`
    return c.json({ src: `asset:${sha256}`, sha256, url, mimeType, bytes }, 201)
  })

  app.openapi(getAsset, async (c) => {
    const { boardId, sha256 } = c.req.valid('param')
    const asset = await assets.get(boards.open(boardId).id, sha256)
    if (!asset) throw new BetwixtError('not-found', 'There is no such image on this board.')
    const headers = imageHeaders(asset.mimeType, 'private, max-age=31536000, immutable')
    headers.set('etag', `"${sha256}"`)
    const known =
      c.req
        .header('if-none-match')
        ?.split(',')
        .map((etag) => etag.trim().replace(/^W\//u, '')) ?? []
    if (known.includes(`"${sha256}"`) || known.includes('*')) return new Response(null, { status: 304, headers })
    return new Response(asset.bytes, { headers })
  })

  app.openapi(putThumbnail, async (c) => {
    const { id } = boards.open(c.req.valid('param').boardId)
    const body = new Uint8Array(await c.req.arrayBuffer())
    const bytes = await uploadedFile(body, c.req.header('content-type') ?? '')
    if (!isThumbnailType(await imageTypeOf(bytes))) {
      throw new BetwixtError('unsupported-media-type', "A board's picture is a PNG or WebP image.")
    }
    await storage.thumbnails.put(id, bytes, now())
    return c.body(null, 204)
  })

  app.openapi(getThumbnail, async (c) => {
    // A board in the trash still shows its picture there.
    const { id } = boards.find(c.req.valid('param').boardId)
    const thumbnail = await storage.thumbnails.get(id)
    const type = thumbnail && (await imageTypeOf(thumbnail.bytes))
    if (!thumbnail || !isThumbnailType(type)) throw new BetwixtError('not-found', 'This board has no picture yet.')
    return new Response(thumbnail.bytes, { headers: imageHeaders(type, 'private, max-age=604800') })
  })
}

function isThumbnailType(type: string | null): type is 'image/png' | 'image/webp' {
  return type === 'image/png' || type === 'image/webp'
}

/** For bytes that somebody uploaded: they can be looked at and nothing else. */
function imageHeaders(type: string, cacheControl: string): Headers {
  return new Headers({
    'content-type': type,
    'content-disposition': 'inline',
    'content-security-policy': UPLOAD_POLICY,
    'cache-control': cacheControl,
  })
}
