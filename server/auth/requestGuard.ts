import { BetwixtError } from '../../shared/errors.ts'
import type { AccessPolicy } from './accessPolicy.ts'
import { isLoopbackName, isNearbyName, parseHost, parseUrl } from './hostNames.ts'

/** What access needs to know of a request or an upgrade, whatever library it came through. */
export interface RequestFacts {
  method: string
  /** The path without the query. */
  path: string
  header(name: string): string | undefined
  /** The names of all headers, in lower case. */
  headerNames(): readonly string[]
}

/** What proxies and tunnels add: the standard header, its older one, and the common ones of their own. */
const PROXY_HEADER = /^(?:forwarded|via|x-forwarded(?:-.*)?|x-real-ip|cf-connecting-ip|true-client-ip)$/u

/**
 * Refuses what no honest client of this server sends: a Host that is not ours (DNS rebinding), an Origin that is not
 * ours (another site's page), and, where whoever reaches us is the owner, anything that came through a proxy.
 * @throws BetwixtError `wrong-host`, `wrong-origin`, `through-proxy`
 */
export function guardRequest(request: RequestFacts, policy: AccessPolicy): void {
  if (policy.key === null) refuseProxies(request)
  const host = checkedHost(request, policy)
  const origin = request.header('origin')
  if (origin !== undefined && !isOwnOrigin(origin, host, policy)) throw wrongOrigin()
  // Without a key, the machine is what makes the owner: a page elsewhere must not even ask. Pages themselves hold
  // nothing, and people do follow links to them.
  const referer = request.header('referer')
  if (policy.key === null && referer !== undefined && request.path.startsWith('/api/')) {
    const name = parseUrl(referer)?.hostname ?? ''
    if (!isLoopbackName(name)) throw wrongOrigin()
  }
}

/**
 * Refuses a write or an upgrade that a cookie vouches for and that does not come from our own pages: browsers send
 * cookies along with what other sites ask for.
 * @throws BetwixtError `wrong-origin`
 */
export function guardCookieWrite(request: RequestFacts, policy: AccessPolicy): void {
  const host = checkedHost(request, policy)
  const origin = request.header('origin') ?? parseUrl(request.header('referer') ?? '')?.origin
  if (origin === undefined || !isOwnOrigin(origin, host, policy)) throw wrongOrigin()
}

/** The origin that users of this request see in their address bar. */
export function ownOrigin(request: RequestFacts, policy: AccessPolicy): string {
  return policy.publicUrl?.origin ?? `http://${request.header('host') ?? 'localhost'}`
}

function refuseProxies(request: RequestFacts): void {
  const header = request.headerNames().find((name) => PROXY_HEADER.test(name))
  if (header === undefined) return
  throw new BetwixtError(
    'through-proxy',
    `This request came through a proxy (it has the header ${header}), and without a key this server would take everybody behind it for its owner. Set WORKSPACE_KEY, and PUBLIC_URL to the address that people type.`,
  )
}

function checkedHost(request: RequestFacts, policy: AccessPolicy): { name: string; port: string } {
  const host = parseHost(request.header('host') ?? '')
  if (host && isAcceptedHost(host, request.path, policy)) return host
  throw new BetwixtError(
    'wrong-host',
    'This server does not answer to this address. If it is the right one, set PUBLIC_URL to it and start the server again.',
  )
}

function isAcceptedHost(host: { name: string; port: string }, path: string, policy: AccessPolicy): boolean {
  // The machine itself may always ask whether its server is alive and ready.
  if ((path === '/healthz' || path === '/readyz') && isLoopbackName(host.name)) return true
  const { publicUrl } = policy
  if (publicUrl) {
    const defaultPort = publicUrl.protocol === 'https:' ? '443' : '80'
    return host.name === publicUrl.hostname && (host.port || defaultPort) === (publicUrl.port || defaultPort)
  }
  return policy.key === null ? isLoopbackName(host.name) : isNearbyName(host.name)
}

function isOwnOrigin(origin: string, host: { name: string; port: string }, policy: AccessPolicy): boolean {
  if (policy.publicUrl) return origin === policy.publicUrl.origin
  const url = parseUrl(origin)
  if (url === null || url.origin !== origin) return false
  const isHttp = url.protocol === 'http:'
  // With a key, TLS may end at a proxy before us.
  if (!isHttp && (url.protocol !== 'https:' || policy.key === null)) return false
  const samePort = (url.port || (isHttp ? '80' : '443')) === (host.port || (isHttp ? '80' : '443'))
  const sameName = url.hostname === host.name || (isLoopbackName(url.hostname) && isLoopbackName(host.name))
  return samePort && sameName
}

function wrongOrigin(): BetwixtError {
  return new BetwixtError('wrong-origin', 'This request came from a page of another site and was refused.')
}
