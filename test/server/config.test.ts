import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { ConfigError, readConfig } from '../../server/config.ts'
import { PLAIN_SITE } from '../../server/site.ts'

describe('the configuration', () => {
  it('OPS-6: with nothing set it serves this machine on port 3000 without a key', () => {
    expect(readConfig({ PATH: '/bin', PORT: '', HOST: undefined })).toEqual({
      port: 3000,
      host: '127.0.0.1',
      dataDir: path.resolve('data'),
      workspaceKey: null,
      publicUrl: null,
      site: PLAIN_SITE,
      signOn: null,
      logLevel: 'info',
      tldrawLicenseKey: null,
      metricsToken: null,
      needsKey: false,
    })
  })

  it.each(['127.0.0.1', '127.1.2.3', '::1', 'localhost'])('OPS-7: on %s no key is needed', (host) => {
    expect(readConfig({ HOST: host }).needsKey).toBe(false)
  })

  it.each([{ HOST: '0.0.0.0' }, { HOST: '::' }, { HOST: '192.168.1.5' }, { PUBLIC_URL: 'https://boards.example.com' }])(
    'OPS-8: with %j a key is needed',
    (environment) => {
      expect(readConfig(environment).needsKey).toBe(true)
    },
  )

  it.each([
    ['PORT', { PORT: 'http' }],
    ['PORT', { PORT: '70000' }],
    ['PORT', { PORT: '-1' }],
    ['PORT', { PORT: '3e3' }],
    ['LOG_LEVEL', { LOG_LEVEL: 'loud' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'example.com' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'ftp://example.com' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'https://example.com/?boards' }],
    ['WORKSPACE_KEY', { WORKSPACE_KEY: 'a', WORKSPACE_KEY_FILE: '/b' }],
    ['WORKSPACE_KEY_FILE', { WORKSPACE_KEY_FILE: '/does/not/exist' }],
    ['WORKSPACE_KEY_FILE', { WORKSPACE_KEY_FILE: '/dev/null' }],
  ])('OPS-9: %s is named where its value cannot be used: %j', (name, environment) => {
    expect(() => readConfig(environment)).toThrow(ConfigError)
    expect(() => readConfig(environment)).toThrow(new RegExp(`^${name} [^\\n]+$`, 'u'))
  })

  const SIGN_ON = {
    PUBLIC_URL: 'https://boards.example.com',
    OIDC_ISSUER: 'https://login.example.com/realms/team',
    OIDC_CLIENT_ID: 'betwixt',
    OIDC_DOMAINS: 'Example.com, example.org',
  }

  it('AUT-222: a provider to sign on at is read with whom it lets in, and a key is needed beside it', () => {
    const environment = {
      ...SIGN_ON,
      OIDC_CLIENT_SECRET: 's',
      OIDC_OWNERS: 'Ada@Example.com,0fA',
      OIDC_TITLE: 'Example',
    }
    expect(readConfig(environment).signOn).toEqual({
      provider: {
        issuer: new URL('https://login.example.com/realms/team'),
        clientId: 'betwixt',
        clientSecret: 's',
        title: 'Example',
      },
      members: {
        issuer: 'https://login.example.com/realms/team',
        owners: new Set(['ada@example.com', '0fA']),
        domains: new Set(['example.com', 'example.org']),
      },
    })
    expect(readConfig({ ...SIGN_ON, OIDC_DOMAINS: '*' }).signOn?.members.domains).toBe('all')
    expect(readConfig({ ...SIGN_ON, PUBLIC_URL: 'http://localhost:3000' }).needsKey).toBe(true)
  })

  it.each([
    ['PUBLIC_URL', { PUBLIC_URL: '' }],
    ['OIDC_CLIENT_ID', { OIDC_CLIENT_ID: '' }],
    ['OIDC_DOMAINS', { OIDC_DOMAINS: '' }],
    ['OIDC_DOMAINS', { OIDC_DOMAINS: '*, example.com' }],
    ['OIDC_DOMAINS', { OIDC_DOMAINS: 'ada@example.com' }],
    ['OIDC_ISSUER', { OIDC_ISSUER: '' }],
    ['OIDC_ISSUER', { OIDC_ISSUER: 'http://login.example.com' }],
    ['OIDC_ISSUER', { OIDC_ISSUER: 'https://login.example.com/?a' }],
    ['OIDC_ISSUER', { OIDC_ISSUER: 'login.example.com' }],
    ['OIDC_OWNERS', { OIDC_OWNERS: ' , ' }],
    ['OIDC_TITLE', { OIDC_TITLE: 'x'.repeat(81) }],
  ])('AUT-223: %s is named where signing on cannot work so: %j', (name, environment) => {
    const all = { ...SIGN_ON, OIDC_CLIENT_SECRET: 'a secret', ...environment }
    expect(() => readConfig(all)).toThrow(new RegExp(`^${name} [^\\n]+$`, 'u'))
    expect(() => readConfig(all)).not.toThrow('a secret')
  })
})
