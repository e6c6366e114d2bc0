import { hostname } from 'node:os'

/** Suffixes that no stranger can register, so no stranger's page can be served under them (DNS rebinding). */
const PRIVATE_SUFFIXES = ['.local', '.localhost', '.lan', '.internal', '.home.arpa', '.localdomain']

/** A Host header split into name and port; null where it is none. IPv6 literals keep their brackets. */
export function parseHost(host: string): { name: string; port: string } | null {
  const match = /^(\[[0-9a-f:.]+\]|[\w.-]+)(?::(\d{1,5}))?$/iu.exec(host)
  const name = match?.[1]?.toLowerCase()
  return name === undefined ? null : { name: name.replace(/\.$/u, ''), port: match?.[2] ?? '' }
}

/** Whether a name or address literal means this machine itself. */
export function isLoopbackName(name: string): boolean {
  return name === 'localhost' || name === '[::1]' || /^127(?:\.\d{1,3}){3}$/u.test(name)
}

/**
 * Whether a name can only mean a machine near by: an address literal, this machine's name, a name without a dot, or one
 * under a private suffix. Any other name may belong to a stranger who points it here, so it needs PUBLIC_URL.
 */
export function isNearbyName(name: string): boolean {
  if (isLoopbackName(name) || name.startsWith('[') || /^\d{1,3}(?:\.\d{1,3}){3}$/u.test(name)) return true
  if (!name.includes('.') || name === hostname().toLowerCase()) return true
  return PRIVATE_SUFFIXES.some((suffix) => name.endsWith(suffix))
}

/** A URL, or null for what is none. (`URL.parse` is younger than our oldest Node.) */
export function parseUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null
}
