import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fingerprint, isFresh } from '../../server/launch/stamp.mjs'

let root: string

function put(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'betwixt-stamp-'))
  put('client/main.tsx', 'client')
  put('server/main.ts', 'server')
  put('shared/errors.ts', 'shared')
  put('package-lock.json', '{}')
  put('dist/client/index.html', 'built')
  put('dist/server/main.js', 'built')
  put('dist/client.stamp', fingerprint('client', root))
  put('dist/server.stamp', fingerprint('server', root))
})

afterEach(() => rmSync(root, { recursive: true, force: true }))

const fresh = () => ({ client: isFresh('client', root), server: isFresh('server', root) })

describe('npm start builds what is missing or stale, and nothing else', () => {
  it('HOUSE-4: nothing when nothing changed, whatever the times of the files say', () => {
    utimesSync(join(root, 'client/main.tsx'), new Date(), new Date())
    expect(fresh()).toEqual({ client: true, server: true })
  })

  it('HOUSE-4: one half when only its sources changed, added or removed files included', () => {
    put('server/extra.ts', 'new')
    expect(fresh()).toEqual({ client: true, server: false })
    rmSync(join(root, 'server/extra.ts'))
    rmSync(join(root, 'client/main.tsx'))
    expect(fresh()).toEqual({ client: false, server: true })
  })

  it('HOUSE-4: both when what both are made of changed', () => {
    put('shared/errors.ts', 'changed')
    expect(fresh()).toEqual({ client: false, server: false })
  })

  it('HOUSE-4: both when a dependency changed', () => {
    put('package-lock.json', '{"lockfileVersion":3}')
    expect(fresh()).toEqual({ client: false, server: false })
  })

  it('HOUSE-4: what is not there', () => {
    rmSync(join(root, 'dist/client'), { recursive: true })
    expect(fresh()).toEqual({ client: false, server: true })
  })
})
