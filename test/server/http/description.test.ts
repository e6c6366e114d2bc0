import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { templates } from '../../../shared/templates/index.ts'
import { TestServer } from '../../support/server.ts'

describe("the API's description", () => {
  let server: TestServer
  beforeEach(async () => {
    server = await TestServer.open({ tldrawLicenseKey: 'licence' })
  })
  afterEach(() => server.close())

  it('API-90: it is OpenAPI 3.1 of every route of the contract', async () => {
    const { status, body } = await server.json('GET', '/api/v1/openapi.json')
    expect([status, body['openapi']]).toEqual([200, '3.1.0'])
    const paths = body['paths'] as Record<string, Record<string, unknown>>
    const routes = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    )
    for (const route of [
      'GET /healthz',
      'GET /api/v1/me',
      'PUT /api/v1/me',
      'GET /api/v1/templates',
      'GET /api/v1/boards',
      'POST /api/v1/boards',
      'GET /api/v1/boards/{boardId}',
      'PATCH /api/v1/boards/{boardId}',
      'DELETE /api/v1/boards/{boardId}',
      'POST /api/v1/boards/{boardId}/duplicate',
      'POST /api/v1/boards/{boardId}/restore',
      'GET /api/v1/boards/{boardId}/reading',
      'POST /api/v1/boards/{boardId}/cards',
      'GET /api/v1/boards/{boardId}/cards/{cardId}',
      'PATCH /api/v1/boards/{boardId}/cards/{cardId}',
      'DELETE /api/v1/boards/{boardId}/cards/{cardId}',
      'POST /api/v1/boards/{boardId}/links',
      'POST /api/v1/boards/{boardId}/records',
      'GET /api/v1/records',
      'GET /api/v1/records/{recordId}',
      'POST /api/v1/records/{recordId}/status',
      'GET /api/v1/records/{recordId}/export',
      'POST /api/v1/boards/{boardId}/assets',
      'POST /api/v1/tickets',
    ]) {
      expect(routes).toContain(route)
    }
    // Every reference leads somewhere.
    const schemas = Object.keys((body['components'] as { schemas: object }).schemas)
    for (const [, name] of JSON.stringify(body).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/gu)) {
      expect(schemas).toContain(name)
    }
  })

  it('API-91: the templates are told with kinds, fields, zones and rules', async () => {
    const { body } = await server.json('GET', '/api/v1/templates')
    const items = body['items'] as { id: string; kinds: object[]; zones: object[]; rules: object[] }[]
    expect(items.map((item) => item.id)).toEqual(templates.map((template) => template.id))
    const map = items.find((item) => item.id === 'discovery-map')
    expect(map?.kinds).toContainEqual(expect.objectContaining({ id: 'pain-point', title: 'Pain point' }))
    expect(map?.zones).toContainEqual(expect.objectContaining({ id: 'signals', accepts: ['signal'] }))
    expect(map?.rules).toContainEqual(expect.objectContaining({ severity: 'gap' }))
  })

  it('API-92: settings pass on what the operator has set for the pages', async () => {
    expect((await server.json('GET', '/api/v1/settings')).body).toEqual({ tldrawLicenseKey: 'licence' })
  })

  it('API-93: a fault inside says nothing about itself to the outside', async () => {
    server.deps.records.list = () => {
      throw new Error('password in /etc/secret')
    }
    const { status, body } = await server.json('GET', '/api/v1/records')
    expect([status, body['code']]).toEqual([500, 'internal'])
    expect(JSON.stringify(body)).not.toContain('secret')
  })
})
