import { isLoopbackName } from './hostNames.ts'
import type { MemberPolicy } from './members.ts'
import type { Provider } from './singleSignOn.ts'

/** A provider of identities, and whom of those that it vouches for the workspace lets in. */
export interface SignOnConfig {
  provider: Provider
  members: MemberPolicy
}

/** An issuer identifier: https, or this machine itself. Null for anything else. */
export function parseIssuer(text: string): URL | null {
  if (!URL.canParse(text)) return null
  const url = new URL(text)
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopbackName(url.hostname))
  return isSafe && url.search === '' && url.hash === '' && url.username === '' && url.password === '' ? url : null
}

/** E-mail addresses and subjects between commas. Null where there is none. */
export function parseOwners(text: string): ReadonlySet<string> | null {
  const entries = partsOf(text).map((entry) => (entry.includes('@') ? entry.toLowerCase() : entry))
  return entries.length === 0 ? null : new Set(entries)
}

/** Domains between commas, or `*`. Null where one of them is no domain. */
export function parseDomains(text: string): MemberPolicy['domains'] | null {
  const domains = partsOf(text).map((part) => part.toLowerCase())
  if (domains.length === 1 && domains[0] === '*') return 'all'
  const areAll = domains.length > 0 && domains.every((domain) => /^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+$/u.test(domain))
  return areAll ? new Set(domains) : null
}

function partsOf(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}
