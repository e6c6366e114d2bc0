import { NO_PROXIES, type TrustedProxies } from './auth/clientAddress.ts'

/** How the server is reached, as the operator says; fixed when it starts. */
export interface Site {
  /** The path that pages, API and sockets lie under, such as `/betwixt`; empty for the top of the address. */
  basePath: string
  /** Whose word is taken for the address that somebody comes from. */
  trustedProxies: TrustedProxies
  /** Who may show our pages in a frame, as the content security policy says it. */
  frameAncestors: string
}

/** A server that has its address to itself. */
export const PLAIN_SITE: Site = { basePath: '', trustedProxies: NO_PROXIES, frameAncestors: "'self'" }
