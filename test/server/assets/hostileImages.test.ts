import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { imageSizeOf } from '../../../server/assets/imageSize.ts'
import { svgWeight } from '../../../server/assets/svgWeight.ts'
import { TestServer } from '../../support/server.ts'

/** A whole PNG of one pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const GIF = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')

function png(width: number, height: number): Buffer<ArrayBuffer> {
  const bytes = Buffer.from(PNG)
  bytes.writeUInt32BE(width, 16)
  bytes.writeUInt32BE(height, 20)
  return bytes
}

/** One pixel of screen, and a frame of that size on it. */
function gif(width: number, height: number): Buffer<ArrayBuffer> {
  const bytes = Buffer.from(GIF)
  const frame = bytes.indexOf(0x2c)
  bytes.writeUInt16LE(width, frame + 5)
  bytes.writeUInt16LE(height, frame + 7)
  return bytes
}

function jpeg(width: number, height: number): Buffer<ArrayBuffer> {
  const head = Buffer.from(
    'ffd8ffe000104a46494600010100000100010000ffc0001108000000000301220002110103110100ffd9',
    'hex',
  )
  const frame = head.indexOf(Buffer.from('ffc0', 'hex'))
  head.writeUInt16BE(height, frame + 5)
  head.writeUInt16BE(width, frame + 7)
  return head
}

function webp(width: number, height: number): Buffer<ArrayBuffer> {
  const bytes = Buffer.concat([Buffer.from('RIFF\x1e\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0', 'latin1'), Buffer.alloc(8)])
  bytes.writeUIntLE(width - 1, 24, 3)
  bytes.writeUIntLE(height - 1, 27, 3)
  return bytes
}

function avif(width: number, height: number): Buffer<ArrayBuffer> {
  const bytes = Buffer.from(`\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf\0\0\0\x14ispe\0\0\0\0${'\0'.repeat(16)}`, 'latin1')
  bytes.writeUInt32BE(width, bytes.indexOf('ispe') + 8)
  bytes.writeUInt32BE(height, bytes.indexOf('ispe') + 12)
  return bytes
}

const FORMATS = { png, gif, jpeg, webp, avif }

describe('hostile images', () => {
  let server: TestServer
  let assets: string
  beforeEach(async () => {
    server = await TestServer.open()
    assets = `/api/v1/boards/${(await server.board()).id}/assets`
  })
  afterEach(() => server.close())

  const upload = async (bytes: BodyInit, type = 'image/png') => {
    const response = await server.request(assets, { method: 'POST', body: bytes, headers: { 'content-type': type } })
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }
  }
  const svg = (inside: string, attributes = '') =>
    upload(`<svg xmlns="http://www.w3.org/2000/svg" ${attributes}>${inside}</svg>`, 'image/svg+xml')

  it.each([
    ['a GIF that is a script', Buffer.concat([GIF, Buffer.from('=1;alert(document.cookie)//')]), 'image/gif'],
    ['a PNG with a page behind it', Buffer.concat([PNG, Buffer.from('<html><script>alert(1)</script>')]), 'image/png'],
    ['a PNG with an archive behind it', Buffer.concat([PNG, Buffer.from('PK\x03\x04 and more')]), 'image/png'],
  ])('API-510: %s is shown as the image it is and as nothing else', async (_what, bytes, type) => {
    for (const claimed of ['text/html', 'text/javascript', 'image/svg+xml', type]) {
      const { status, body } = await upload(bytes, claimed)
      expect([status, body['mimeType']]).toEqual([201, type])
      const response = await server.request(String(body['url']), { headers: { accept: 'text/html' } })
      expect(response.headers.get('content-type')).toBe(type)
      expect(response.headers.get('x-content-type-options')).toBe('nosniff')
      expect(response.headers.get('content-disposition')).toBe('inline')
      expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'.*; sandbox$/u)
      expect(response.headers.get('cross-origin-resource-policy')).toBe('same-origin')
    }
  })

  it.each([
    '<html><img src=x>',
    '<!doctype html><body><svg onload=alert(1)>',
    '%PDF-1.7\n%âãÏÓ',
    'GIF8',
    '\u0089PNG\r\n\u001a\n',
  ])('API-510: %j is refused, whatever it claims to be', async (text) => {
    for (const type of ['image/png', 'image/svg+xml', 'image/gif']) {
      const { status, body } = await upload(Buffer.from(text, 'latin1'), type)
      expect([status, body['code']]).toEqual([415, 'unsupported-media-type'])
    }
  })

  it.each(Object.entries(FORMATS))(
    'API-511: a %s of more pixels than anybody can show is refused',
    async (_format, make) => {
      expect(imageSizeOf(make(640, 480))).toEqual({ width: 640, height: 480 })
      expect(await upload(make(640, 480))).toMatchObject({ status: 201 })
      for (const [width, height] of [
        [50_000, 50_000],
        [65_000, 2],
        [16_000, 16_000],
      ] as const) {
        const { status, body } = await upload(make(width, height))
        expect([status, body['code']]).toEqual([413, 'too-large'])
        expect(body['detail']).toContain(`${width} × ${height}`)
      }
      for (let length = 1; length < 40; length += 1) {
        const cut = await upload(make(50_000, 50_000).subarray(0, length))
        expect(cut.status, `${length} bytes`).toBeLessThan(500)
      }
    },
  )

  it('API-511: one of no pixels is no image', async () => {
    for (const make of [png, jpeg, avif]) expect(await upload(make(1, 0))).toMatchObject({ status: 415 })
  })

  it('API-511: an SVG does not bring such an image along', async () => {
    const image = (bytes: Buffer, type = 'png') =>
      `<image width="9" href="data:image/${type};base64,${bytes.toString('base64')}"/>`
    const disguised = `<image width="9" href="data:image/png;base64,${encodeURIComponent(png(50_000, 50_000).toString('base64'))}%3D"/>`
    const { body } = await svg(
      [image(PNG), image(png(50_000, 50_000)), image(avif(60_000, 60_000)), disguised].join(''),
    )
    const kept = await (await server.request(String(body['url']))).text()
    expect([...kept.matchAll(/data:[^"]*/gu)].map(([address]) => address)).toEqual([
      `data:image/png;base64,${PNG.toString('base64')}`,
    ])
  })

  it('API-512: an SVG that draws a few elements billions of times is refused, an honest one is not', async () => {
    const level = (n: number) => `<g id="l${n}">${`<use href="#l${n - 1}"/>`.repeat(10)}</g>`
    const bomb = [
      '<defs><path id="l0" d="M0 0"/>',
      ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map(level),
      '</defs><use href="#l9"/>',
    ]
    expect(await svg(bomb.join(''))).toMatchObject({ status: 413, body: { code: 'too-large' } })
    const pattern = (n: number) =>
      `<pattern id="p${n}">${`<rect fill="url(#p${n - 1})"/>`.repeat(10)}</pattern><mask id="m${n}"><rect style="fill:url('#p${n}')"/></mask>`
    expect(await svg([1, 2, 3, 4, 5, 6, 7].map(pattern).join(''))).toMatchObject({ status: 413 })
    const chain = Array.from({ length: 6_000 }, (_, n) => `<use id="c${n}" href="#c${n + 1}"/>`)
    expect(await svg(chain.join(''))).toMatchObject({ status: 413 })
    const circle = '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/><use href="#b"/></g>'
    expect(await svg(circle)).toMatchObject({ status: 201 })
    const glyphs = `<defs><path id="g" d="M0 0"/></defs>${'<use href="#g"/>'.repeat(2_000)}`
    expect(await svg(glyphs)).toMatchObject({ status: 201 })
    expect(svgWeight('<svg><g id="a"><path/><path/></g><use href="#a"/></svg>')).toBe(9)
  })

  it('API-512: entities that stand for each other stand for nothing', async () => {
    const entities = Array.from({ length: 9 }, (_, n) => `<!ENTITY e${n + 1} "${`&e${n};`.repeat(10)}">`).join('')
    const { status, body } = await upload(
      `<!DOCTYPE svg [<!ENTITY e0 "lol">${entities}]><svg xmlns="http://www.w3.org/2000/svg"><text>&e9;</text></svg>`,
    )
    expect(status).toBe(201)
    const kept = await (await server.request(String(body['url']))).text()
    expect(kept).not.toContain('lol')
    expect(kept.length).toBeLessThan(200)
  })

  it('API-513: an image that a browser has is not sent again; a range gets the whole', async () => {
    const url = String((await upload(PNG)).body['url'])
    const first = await server.request(url)
    const etag = first.headers.get('etag') ?? ''
    for (const known of [etag, `"x", ${etag}`, `W/${etag}`, '*']) {
      const again = await server.request(url, { headers: { 'if-none-match': known } })
      expect([again.status, await again.text()]).toEqual([304, ''])
      expect(again.headers.get('content-security-policy')).toContain('sandbox')
    }
    expect((await server.request(url, { headers: { 'if-none-match': '"x"' } })).status).toBe(200)
    for (const range of ['bytes=0-0', 'bytes=5-1', 'bytes=0-,0-,0-', 'bytes=99999-', 'x']) {
      const whole = await server.request(url, { headers: { range } })
      expect([whole.status, (await whole.arrayBuffer()).byteLength]).toEqual([200, PNG.byteLength])
    }
    const head = await server.request(url, { method: 'HEAD' })
    expect([head.status, await head.text()]).toEqual([200, ''])
  })

  it('API-514: a hundred uploads at once are all kept, the same image once', async () => {
    const results = await Promise.all(Array.from({ length: 100 }, (_, n) => upload(png(1 + (n % 4), 1))))
    expect(new Set(results.map(({ status }) => status))).toEqual(new Set([201]))
    expect(new Set(results.map(({ body }) => body['sha256'])).size).toBe(4)
    const stored: string[] = []
    for await (const sha256 of server.deps.storage.blobs.list()) stored.push(sha256)
    expect(stored.length).toBe(4)
  })
})
