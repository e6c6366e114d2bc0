/** Segments that need no escaping in an address, in HTML, in a header or in a cookie's path. */
const BASE_PATH = /^(?:\/(?!\.{1,2}(?:\/|$))[\w.~-]+)+$/u

/** What whoever runs the server asks for, who comes past the proxy and need not know the sub-path. */
const PROBES: readonly string[] = ['/healthz', '/readyz', '/metrics']

/**
 * A path that everything can lie under, without a slash at its end: `/betwixt`. Empty for the top of the address; null
 * for a text that is no such path.
 */
export function parseBasePath(text: string): string | null {
  const path = text.replace(/\/+$/u, '')
  return path === '' || BASE_PATH.test(path) ? path : null
}

/**
 * What an address's path is called inside, where nothing knows of the sub-path: `/betwixt/b/x` is `/b/x`. Null for an
 * address that lies outside.
 */
export function pathWithin(basePath: string, path: string): string | null {
  if (basePath === '' || PROBES.includes(path)) return path
  if (path === basePath) return '/'
  return path.startsWith(`${basePath}/`) ? path.slice(basePath.length) : null
}
