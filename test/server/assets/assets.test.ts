import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type * as Y from 'yjs'
import { TestServer } from '../../support/server.ts'

/** A whole PNG of one pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const HOSTILE_SVG = `<?xml version="1.0"?>
<!DOCTYPE svg [<!ENTITY x "y">]>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 10 10" onload="alert(1)">
  <script>alert(2)</script>
  <style>@import url(http://evil.example/x.css); rect { fill: red }</style>
  <foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><img src="x" onerror="alert(3)"/></body></foreignObject>
  <a xlink:href="javascript:alert(4)"><text x="1" y="1">Click</text></a>
  <image href="http://evil.example/spy.png" width="1" height="1"/>
  <image href="data:image/png;base64,AAAA" width="1" height="1"/>
  <use href="#shape"/><use href="http://evil.example/x.svg#y"/>
  <rect id="shape" width="5" height="5" fill="url(#g)" style="fill: url(http://evil.example/f)"/>
  <animate attributeName="href" to="javascript:alert(5)"/>
  <linearGradient id="g"><stop offset="0" stop-color="#f00"/></linearGradient>
</svg>`

describe('images', () => {
  let server: TestServer
  let boardId: string
  let assets: string
  beforeEach(async () => {
    server = await TestServer.open()
    boardId = (await server.board()).id
    assets = `/api/v1/boards/${boardId}/assets`
  })
  afterEach(() => server.close())

  const upload = async (bytes: BodyInit, type = 'image/png', path = assets) => {
    const response = await server.request(path, { method: 'POST', body: bytes, headers: { 'content-type': type } })
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }
  }

  it('API-50: an image is kept by its content and read from its board', async () => {
    const { status, body } = await upload(PNG)
    expect(status).toBe(201)
    expect(body).toMatchObject({ mimeType: 'image/png', bytes: PNG.byteLength })
    expect(body['src']).toBe(`asset:${String(body['sha256'])}`)
    expect((await upload(PNG)).body).toEqual(body)
    const response = await server.request(String(body['url']))
    expect(Buffer.from(await response.arrayBuffer())).toEqual(PNG)
    expect(response.headers.get('content-type')).toBe('image/png')
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'.*sandbox$/u)
    expect(response.headers.get('cache-control')).toContain('immutable')
  })

  it('API-51: an image comes as a form as well', async () => {
    const form = new FormData()
    form.append('note', 'x')
    form.append('image', new Blob([PNG], { type: 'image/png' }), 'a.png')
    const response = await server.request(assets, { method: 'POST', body: form })
    expect(response.status).toBe(201)
    expect(await response.json()).toMatchObject({ mimeType: 'image/png', bytes: PNG.byteLength })
    const empty = await server.request(assets, { method: 'POST', body: new FormData() })
    expect(empty.status).toBe(422)
  })

  it('API-52: what is no image is refused, whatever its header claims; so is nothing at all', async () => {
    expect(await upload('MZ this is a program')).toMatchObject({
      status: 415,
      body: { code: 'unsupported-media-type' },
    })
    expect(await upload('<html><script>alert(1)</script></html>', 'image/svg+xml')).toMatchObject({ status: 415 })
    expect(await upload('%PDF-1.7', 'application/pdf')).toMatchObject({ status: 415 })
    expect(await upload('')).toMatchObject({ status: 422, body: { code: 'invalid-request' } })
  })

  it('API-53: an image that is too large is refused with 413', async () => {
    const large = new Uint8Array(21 * 1024 * 1024)
    large.set(PNG)
    expect(await upload(large)).toMatchObject({ status: 413, body: { code: 'too-large' } })
  })

  it('API-54: an SVG loses whatever could run, load or link, and keeps its drawing', async () => {
    const { status, body } = await upload(HOSTILE_SVG, 'image/svg+xml')
    expect([status, body['mimeType']]).toEqual([201, 'image/svg+xml'])
    const svg = await (await server.request(String(body['url']))).text()
    expect(svg).not.toMatch(
      /script|alert|evil|onload|onerror|foreignObject|javascript|@import|ENTITY|<a[\s>]|animate/iu,
    )
    expect(svg).toMatch(/<svg[^>]*viewBox="0 0 10 10"/u)
    expect(svg).toContain('<linearGradient id="g">')
    expect(svg).toContain('href="#shape"')
    expect(svg).toContain('href="data:image/png;base64,AAAA"')
    expect(svg).toContain('fill="url(#g)"')
  })

  it('API-58: markup made to be slow to read, or very large, is refused soon', async () => {
    expect(await upload(`${'<!---->'.repeat(500)}<p>`, 'image/svg+xml')).toMatchObject({ status: 415 })
    expect(await upload(`${'<!---->'.repeat(500)}<svg xmlns="x"/>`, 'image/svg+xml')).toMatchObject({ status: 201 })
    for (const inside of ['<g>'.repeat(600_000), '<g>'.repeat(20_000), '&amp;'.repeat(20_000), '<g>'.repeat(800_000)]) {
      expect(await upload(`<svg>${inside}</svg>`, 'image/svg+xml')).toMatchObject({ status: 413 })
    }
  })

  it('API-55: a board shows its own images only, and those that were pasted onto it', async () => {
    const { body } = await upload(PNG)
    const other = await server.board()
    const path = `/api/v1/boards/${other.id}/assets/${String(body['sha256'])}`
    expect((await server.request(path)).status).toBe(404)
    await server.rooms.write(other.id, (doc: Y.Doc) => {
      doc.getMap('records').set('asset:pasted', {
        id: 'asset:pasted',
        typeName: 'asset',
        type: 'image',
        props: { w: 1, h: 1, name: 'a.png', isAnimated: false, mimeType: 'image/png', src: body['src'] },
        meta: {},
      })
    })
    expect((await server.request(path)).status).toBe(200)
    await server.json('DELETE', `/api/v1/boards/${boardId}`)
    await server.json('DELETE', '/api/v1/trash')
    expect((await server.request(path)).status).toBe(200)
    assets = `/api/v1/boards/${other.id}/assets`
    for (const name of ['f'.repeat(64), '..%2f..%2fcatalog.json', 'x']) {
      expect((await server.request(`${assets}/${name}`)).status).toBe(404)
    }
  })

  it('API-56: emptying the trash deletes the images that nothing else has', async () => {
    const { body } = await upload(PNG)
    const copy = (await server.json('POST', `/api/v1/boards/${boardId}/duplicate`)).body
    const empty = async (id: unknown) => {
      await server.json('DELETE', `/api/v1/boards/${String(id)}`)
      await server.json('DELETE', '/api/v1/trash')
    }
    await empty(boardId)
    expect(await server.deps.storage.blobs.get(String(body['sha256']))).not.toBeNull()
    await empty(copy['id'])
    expect(await server.deps.storage.blobs.get(String(body['sha256']))).toBeNull()
  })

  it('API-57: a board has a picture for the home page, PNG or WebP, small', async () => {
    const path = `/api/v1/boards/${boardId}/thumbnail`
    const put = (bytes: BodyInit) => server.request(path, { method: 'PUT', body: bytes })
    expect((await server.request(path)).status).toBe(404)
    expect((await put(PNG)).status).toBe(204)
    const { body } = await server.json('GET', `/api/v1/boards/${boardId}`)
    expect(body['thumbnail']).toMatch(new RegExp(`^${path}\\?v=\\w+$`, 'u'))
    const picture = await server.request(String(body['thumbnail']))
    expect(picture.headers.get('content-type')).toBe('image/png')
    expect(Buffer.from(await picture.arrayBuffer())).toEqual(PNG)
    expect((await put('<svg xmlns="http://www.w3.org/2000/svg"/>')).status).toBe(415)
    expect((await put('')).status).toBe(415)
    const large = new Uint8Array(300 * 1024)
    large.set(PNG)
    expect((await put(large)).status).toBe(413)
  })
})
