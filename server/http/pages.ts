import { Hono, type Context } from 'hono'
import { setCookie } from 'hono/cookie'
import { BetwixtError } from '../../shared/errors.ts'
import type { AppDeps, AppEnv } from './appContext.ts'
import { countedAddress, asGuess } from './rates.ts'
import type { ClientFile } from './clientFiles.ts'
import { sessionCookie } from './sessionCookie.ts'

/** Addresses that the client has a page for; any other gets the page too, with status 404. */
const CLIENT_PAGES = /^\/(?:$|b\/[^/]+$|records(?:\/[^/]+)?$|post\/[^/]+$|trash$|workspace$|check$)/u

/** Everything that is no API: links, the client's files, and its page for every other address. */
export function pages(deps: AppDeps): Hono<AppEnv> {
  const app = new Hono<AppEnv>()

  app.get('/join/:token', async (c) => {
    c.header('cache-control', 'no-store')
    const address = countedAddress(c, deps.site)
    const share = await asGuess(deps.rates, address, () => deps.shares.openLink(c.req.param('token'))).catch(
      async (error: unknown) => {
        const isEnded = error instanceof BetwixtError && error.code === 'link-expired'
        if (isEnded && deps.client && acceptsHtml(c)) return send(c, await deps.client.page(), 410)
        throw error
      },
    )
    if (share instanceof Response) return share
    await deps.rates.take('join', address)
    await admit(c, deps, share.id)
    // Whoever is only to post is led past the canvas.
    const isForPosting = share.role === 'poster' || c.req.query('to') === 'post'
    return c.redirect(`${deps.site.basePath}/${isForPosting ? 'post' : 'b'}/${share.boardId}`, 303)
  })

  app.get('*', async (c) => {
    const { client } = deps
    if (!client) return c.text('The pages are not built yet. Run "npm run build", or "npm start", which does.\n', 503)
    const file = await client.get(c.req.path)
    if (file && c.req.path !== '/index.html') return send(c, file, 200)
    const isPage = CLIENT_PAGES.test(c.req.path)
    if (!isPage && !acceptsHtml(c)) throw new BetwixtError('not-found', 'There is nothing at this address.')
    return send(c, await client.page(), isPage ? 200 : 404)
  })
  return app
}

/** Gives the browser of this request the right that the link gives. The owner has it already. */
async function admit(c: Context<AppEnv>, deps: AppDeps, shareId: string): Promise<void> {
  const { access, rights } = deps
  const { principal, sessionId } = c.get('caller')
  if (principal.role === 'owner') return
  const joined = sessionId !== null && (await access.sessions.addShare(sessionId, shareId))
  // Another tab of it may be on the board with less.
  if (joined) return rights.changed()
  const { token } = await access.sessions.start({ shareIds: [shareId] })
  setCookie(c, access.cookieName, token, sessionCookie(deps))
}

function acceptsHtml(c: Context<AppEnv>): boolean {
  return c.req.header('accept')?.includes('text/html') === true
}

function send(c: Context<AppEnv>, file: ClientFile, status: 200 | 404 | 410): Response {
  const headers = new Headers({
    'content-type': file.type,
    'cache-control': file.immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
    etag: file.etag,
    vary: 'accept-encoding',
  })
  if (status === 200 && c.req.header('if-none-match') === file.etag) return new Response(null, { status: 304, headers })
  const takesGzip = file.gzipped !== null && /\bgzip\b/u.test(c.req.header('accept-encoding') ?? '')
  if (takesGzip) headers.set('content-encoding', 'gzip')
  const bytes = takesGzip && file.gzipped ? file.gzipped : file.bytes
  headers.set('content-length', String(bytes.byteLength))
  return new Response(bytes, { status, headers })
}
