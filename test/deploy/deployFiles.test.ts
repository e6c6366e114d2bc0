import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { readConfig } from '../../server/config.ts'
import { ROOM_LIMITS } from '../../server/sync/limits.ts'
import { API_LIMITS } from '../../shared/api/limits.ts'
import { snippet } from './snippet.ts'

const files = readdirSync(fileURLToPath(new URL('../../docs/deploy/', import.meta.url)))
const dockerfile = readFileSync(fileURLToPath(new URL('../../Dockerfile', import.meta.url)), 'utf8')

describe('the files that a server is run with', () => {
  it.each(files)('OPS-210: docs/deploy/%s sets a key, and variables that the server takes', (name) => {
    const set = [...snippet(name).matchAll(/\b(WORKSPACE_KEY_FILE|PUBLIC_URL|BASE_PATH|TRUST_PROXY|HOST|PORT)=(\S+)/gu)]
    const environment = Object.fromEntries(set.map(([, variable, value]) => [variable, value]))
    expect(environment).toMatchObject({ WORKSPACE_KEY_FILE: expect.any(String), PUBLIC_URL: expect.any(String) })
    const { WORKSPACE_KEY_FILE: _, ...rest } = environment
    const { site, publicUrl } = readConfig(rest)
    expect(publicUrl?.protocol).toBe('https:')
    expect(site.basePath).toBe(name.includes('sub-path') ? '/betwixt' : '')
    expect(site.trustedProxies).toEqual({ count: 1 })
  })

  it('OPS-211: the limits of nginx leave room for those of the server', () => {
    for (const name of ['nginx.conf', 'nginx-sub-path.conf']) {
      const megabytes = Number(/client_max_body_size (\d+)m;/u.exec(snippet(name))?.[1])
      expect(megabytes * 1024 * 1024).toBeGreaterThan(API_LIMITS.assetBytes + 10_000)
      const timeouts = [...snippet(name).matchAll(/_timeout (\d+)s;/gu)].map(([, seconds]) => Number(seconds) * 1000)
      expect(Math.min(...timeouts)).toBeGreaterThan(2 * ROOM_LIMITS.keepAliveMs)
    }
  })

  it('OPS-212: systemd and the container wait longer than the server takes to stop, start it again only after a fault, and give it no rights', () => {
    const unit = snippet('betwixt.service')
    const longestMs = ROOM_LIMITS.drainMs + 5_000
    expect(Number(/^TimeoutStopSec=(\d+)$/mu.exec(unit)?.[1]) * 1000).toBeGreaterThan(longestMs)
    expect(Number(/--stop-timeout (\d+)/u.exec(dockerfile)?.[1]) * 1000).toBeGreaterThan(longestMs)
    for (const line of ['Restart=on-failure', 'DynamicUser=yes', 'StateDirectory=betwixt', 'ProtectSystem=strict']) {
      expect(unit.split('\n')).toContain(line)
    }
    expect(dockerfile).toContain('--restart on-failure')
    // Where the last stage begins, everything before is left behind.
    const last = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '))
    for (const part of ['\nUSER node\n', '\nVOLUME /data\n', '\nHEALTHCHECK ', '/healthz']) expect(last).toContain(part)
  })
})
