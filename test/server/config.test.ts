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
})
