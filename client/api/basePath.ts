/**
 * Where this product lies under its origin: empty at the top, `/betwixt` under a sub-path. The server writes it into the
 * page that it serves, so that one build serves every address and no inline script is needed.
 */
export const BASE_PATH = typeof document === 'undefined' ? '' : basePathOf(document)

function basePathOf(page: Document): string {
  const told = page.querySelector('meta[name="betwixt-base"]')?.getAttribute('content') ?? ''
  // In development nobody has written it, and the product lies at the top.
  return told.startsWith('/') ? told.replace(/\/$/u, '') : ''
}
