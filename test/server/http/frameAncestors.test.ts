import { afterEach, describe, expect, it } from 'vitest'
import { readConfig } from '../../../server/config.ts'
import { TestServer } from '../../support/server.ts'

describe('frames around our pages', () => {
  let server: TestServer
  afterEach(() => server.close())

  it.each([
    ['', "'self'", 'SAMEORIGIN'],
    ['self', "'self'", 'SAMEORIGIN'],
    ["'none'", "'none'", 'DENY'],
    ['https://wiki.example.com', 'https://wiki.example.com', null],
    ["'self'  HTTPS://*.Example.com:8443 http://localhost", "'self' https://*.example.com:8443 http://localhost", null],
  ])('OPS-240: FRAME_ANCESTORS="%s" is told as %s, with X-Frame-Options %s', async (value, policy, options) => {
    server = await TestServer.open({ site: readConfig({ FRAME_ANCESTORS: value }).site })
    for (const address of ['/', '/api/v1/boards', '/api/v1/nowhere', '/join/x']) {
      const { headers } = await server.request(address, { headers: { accept: 'text/html' } })
      const directives = headers.get('content-security-policy')?.split('; ')
      expect(directives?.at(-1)).toBe(`frame-ancestors ${policy}`)
      expect(headers.get('x-frame-options')).toBe(options)
    }
  })
})

describe('who may frame', () => {
  it.each([
    '*',
    'wiki.example.com',
    'https:',
    'https://*',
    'https://wiki.example.com/path',
    'none https://wiki.example.com',
    "'self'; script-src *",
    'https://a.example,https://b.example',
    'javascript://x',
  ])('OPS-241: "%s" is refused with one line', (value) => {
    expect(() => readConfig({ FRAME_ANCESTORS: value })).toThrow(/^FRAME_ANCESTORS is [^\n]+$/u)
  })
})
