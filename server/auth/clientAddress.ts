import type { IncomingMessage } from 'node:http'
import { BlockList, isIPv4, isIPv6 } from 'node:net'

/** Which proxies are believed: so many of them, counted from us, or those at these addresses. */
export type TrustedProxies = { readonly count: number } | { readonly addresses: BlockList }

/** Whoever is at the other end of the connection is who asks. */
export const NO_PROXIES: TrustedProxies = { count: 0 }

/** What stands for an address where the connection is gone before anybody has looked. */
const UNKNOWN = 'unknown'

/** Reads a number of proxies, or addresses and networks (`10.0.0.0/8`) between commas. Null for what is neither. */
export function parseTrustedProxies(text: string): TrustedProxies | null {
  if (/^\d{1,2}$/u.test(text.trim())) return { count: Number(text) }
  const addresses = new BlockList()
  const isWhole = text.split(',').every((part) => addNetwork(addresses, part.trim()))
  return isWhole ? { addresses } : null
}

/**
 * The address that a request or an upgrade counts for, the same text for the same address. X-Forwarded-For is read from
 * its end, where the nearest proxy has written, and no further than there are proxies that are believed: what anybody
 * writes into it before them changes nothing.
 */
export function clientAddress(
  { socket, headers }: Pick<IncomingMessage, 'headers'> & { socket: { remoteAddress?: string | undefined } },
  trusted: TrustedProxies,
): string {
  let address = plainAddress(socket.remoteAddress ?? '')
  if (address === null) return UNKNOWN
  const forwarded = [headers['x-forwarded-for'] ?? []].flat().join(',')
  for (const [passed, hop] of forwarded.split(',').reverse().entries()) {
    if (!isTrusted(trusted, address, passed)) break
    const before = plainAddress(hop.trim())
    if (before === null) break
    address = before
  }
  return address
}

/**
 * Whom an address stands for when something is counted: itself, and for IPv6 its network of 64 bits, out of which one
 * person can take as many addresses as they like.
 */
export function addressGroup(address: string): string {
  if (!isIPv6(address)) return address
  const [before = '', after] = address.split('::')
  const head = before === '' ? [] : before.split(':')
  const tail = after === undefined || after === '' ? [] : after.split(':')
  const zeros = Array.from({ length: 8 - head.length - tail.length }, () => '0')
  const groups = after === undefined ? head : [...head, ...zeros, ...tail]
  return `${groups.slice(0, 4).join(':')}::/64`
}

function isTrusted(trusted: TrustedProxies, address: string, passed: number): boolean {
  if ('count' in trusted) return passed < trusted.count
  return trusted.addresses.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')
}

function addNetwork(list: BlockList, text: string): boolean {
  const [, network = '', bits] = /^([^/]+)(?:\/(\d{1,3}))?$/u.exec(text) ?? []
  const family = isIPv4(network) ? 'ipv4' : isIPv6(network) ? 'ipv6' : null
  if (family === null) return false
  const most = family === 'ipv4' ? 32 : 128
  if (Number(bits ?? most) > most) return false
  list.addSubnet(network, Number(bits ?? most), family)
  return true
}

/**
 * An address without port, brackets and zone, in its shortest form; an IPv4 address that IPv6 carries is IPv4. Null for
 * what is none.
 */
function plainAddress(text: string): string | null {
  const bare = /^\[([^\]]+)\](?::\d+)?$/u.exec(text)?.[1] ?? /^([\d.]+):\d+$/u.exec(text)?.[1] ?? text
  const address = bare.replace(/%.*$/u, '')
  if (isIPv4(address)) return address
  if (!isIPv6(address)) return null
  const shortest = new URL(`http://[${address}]`).hostname.slice(1, -1)
  const carried = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/u.exec(shortest)
  if (!carried) return shortest
  const [high, low] = [Number.parseInt(carried[1] ?? '', 16), Number.parseInt(carried[2] ?? '', 16)]
  return [high >> 8, high & 255, low >> 8, low & 255].join('.')
}
