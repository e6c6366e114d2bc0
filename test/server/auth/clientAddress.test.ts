import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { addressGroup, clientAddress, parseTrustedProxies } from '../../../server/auth/clientAddress.ts'
import { readConfig } from '../../../server/config.ts'
import { askRaw, listeningServer } from '../../support/listeningServer.ts'
import { TestServer } from '../../support/server.ts'

/** Who asks where these proxies are believed, this address is at the other end, and X-Forwarded-For says this. */
function asker(trustProxy: string, remoteAddress: string | undefined, forwarded?: string): string {
  const trusted = parseTrustedProxies(trustProxy)
  if (trusted === null) throw new Error(`These are no proxies: ${trustProxy}`)
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }
  return clientAddress({ socket: { remoteAddress }, headers }, trusted)
}

describe('the address that counts', () => {
  it.each([
    // Nobody is believed.
    ['0', '203.0.113.7', undefined, '203.0.113.7'],
    ['0', '203.0.113.7', '198.51.100.1', '203.0.113.7'],
    // One proxy, which writes behind whatever it was sent.
    ['1', '127.0.0.1', '203.0.113.7', '203.0.113.7'],
    ['1', '127.0.0.1', '198.51.100.1, 203.0.113.7', '203.0.113.7'],
    ['1', '127.0.0.1', '127.0.0.1, 10.0.0.1,203.0.113.7', '203.0.113.7'],
    ['1', '127.0.0.1', undefined, '127.0.0.1'],
    ['1', '127.0.0.1', '', '127.0.0.1'],
    // Two, of which the outer one was gone round.
    ['2', '127.0.0.1', '198.51.100.1, 203.0.113.7, 10.0.0.2', '203.0.113.7'],
    ['2', '127.0.0.1', '203.0.113.7', '203.0.113.7'],
    // By address: as far as they go, and no further.
    ['127.0.0.1', '127.0.0.1', '203.0.113.7', '203.0.113.7'],
    ['127.0.0.1', '127.0.0.1', '127.0.0.1, 203.0.113.7', '203.0.113.7'],
    ['127.0.0.1', '203.0.113.7', '198.51.100.1', '203.0.113.7'],
    ['127.0.0.1, 10.0.0.0/8', '127.0.0.1', '198.51.100.1, 203.0.113.7, 10.9.8.7', '203.0.113.7'],
    ['10.0.0.0/8', '10.0.0.1', '10.0.0.3, 10.0.0.2', '10.0.0.3'],
    ['::1,fd00::/8', '::1', '2001:db8::7, fd00::5', '2001:db8::7'],
    ['10.0.0.1', '::ffff:10.0.0.1', '203.0.113.7', '203.0.113.7'],
    // What proxies write in other forms.
    ['1', '127.0.0.1', '203.0.113.7:52114', '203.0.113.7'],
    ['1', '127.0.0.1', '[2001:DB8:0::7]:52114', '2001:db8::7'],
    ['1', '127.0.0.1', '::ffff:203.0.113.7', '203.0.113.7'],
    ['0', 'fe80::1%eth0', undefined, 'fe80::1'],
    // What is no address ends the search at the last one that is.
    ['1', '127.0.0.1', 'unknown', '127.0.0.1'],
    ['1', '127.0.0.1', '203.0.113.7, ', '127.0.0.1'],
    ['2', '127.0.0.1', '999.1.1.1, 203.0.113.7', '203.0.113.7'],
    ['2', '127.0.0.1', "<script>, 203.0.113.7'", '127.0.0.1'],
    ['1', undefined, '203.0.113.7', 'unknown'],
  ])('OPS-230: with TRUST_PROXY=%s, %s at the other end and "%s" forwarded it is %s', (trust, peer, said, expected) => {
    expect(asker(trust, peer, said)).toBe(expected)
  })

  it('OPS-230: of any number of forged addresses none counts', () => {
    const forged = Array.from({ length: 1_000 }, (_, index) => `198.51.100.${index % 256}`).join(', ')
    for (const trust of ['1', '127.0.0.1'])
      expect(asker(trust, '127.0.0.1', `${forged}, 203.0.113.7`)).toBe('203.0.113.7')
    expect(asker('0', '203.0.113.7', forged)).toBe('203.0.113.7')
  })

  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::6', '2001:db8:1:2::/64'],
    ['2001:db8::6', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::', 'fe80:0:0:0::/64'],
    ['unknown', 'unknown'],
  ])('OPS-231: %s is counted as %s', (address, group) => {
    expect(addressGroup(address)).toBe(group)
  })

  it.each([
    '-1',
    '1.5',
    'one',
    '10.0.0.0/33',
    '10.0.0/8',
    'fd00::/129',
    '10.0.0.1,',
    ',',
    '10.0.0.1 10.0.0.2',
    '/8',
    '100',
  ])('OPS-232: TRUST_PROXY="%s" is refused with one line', (value) => {
    expect(() => readConfig({ TRUST_PROXY: value })).toThrow(/^TRUST_PROXY is [^\n]+$/u)
  })

  it('OPS-233: it stands beside what was refused in the log', async () => {
    const said: { code?: unknown }[] = []
    const server = await listeningServer({
      policy: { key: 'k', publicUrl: null, members: null },
      site: readConfig({ TRUST_PROXY: '1' }).site,
      logger: pino({ level: 'debug' }, { write: (line: string) => said.push(JSON.parse(line) as (typeof said)[0]) }),
    })
    const head = `GET /api/v1/boards HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\n`
    await askRaw(server.port, `${head}X-Forwarded-For: 198.51.100.1, 203.0.113.7\r\n\r\n`)
    await askRaw(server.port, `${head}X-Forwarded-For: 198.51.100.1\r\nX-Forwarded-For: 203.0.113.8\r\n\r\n`)
    expect(said.filter(({ code }) => code !== undefined)).toMatchObject([
      { code: 'unauthenticated', address: '203.0.113.7' },
      { code: 'unauthenticated', address: '203.0.113.8' },
    ])
    await server.close()
  })
})

describe('what a proxy says of host and protocol', () => {
  it('OPS-234: it changes nothing about links, cookies, policy and origins, also from one that is believed', async () => {
    const publicUrl = new URL('https://boards.example.com')
    const { site } = readConfig({ TRUST_PROXY: '1' })
    const server = await TestServer.open({ policy: { key: 'k', publicUrl }, site })
    const forged = {
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'http',
      'x-forwarded-port': '80',
      'x-forwarded-prefix': '/evil',
      forwarded: 'for=127.0.0.1;host=evil.example;proto=http',
    }
    const own = { host: 'boards.example.com', authorization: 'Bearer k', ...forged }
    const { id } = await server.board({}, own)
    const { body } = await server.json('POST', `/api/v1/boards/${id}/shares`, undefined, own)
    expect(body['url']).toMatch(/^https:\/\/boards\.example\.com\/join\//u)
    const joined = await server.request(new URL(String(body['url'])).pathname, {
      headers: { host: own.host, ...forged },
    })
    expect([joined.status, joined.headers.get('location')]).toEqual([303, `/b/${id}`])
    expect(joined.headers.getSetCookie()[0]).toContain('Secure')
    expect(joined.headers.get('content-security-policy')).toContain("connect-src 'self' wss://boards.example.com ")
    expect((await server.request('/api/v1/me', { headers: { ...own, host: 'evil.example' } })).status).toBe(403)
    expect((await server.request('/api/v1/me', { headers: { ...own, origin: 'http://evil.example' } })).status).toBe(
      403,
    )
    await server.close()
  })
})
