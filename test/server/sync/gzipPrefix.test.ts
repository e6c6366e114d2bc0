import * as fc from 'fast-check'
import { gunzipSync as gunzipInClient } from 'fflate'
import { gunzipSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { prefixGzip, unpackedBytes } from '../../../server/sync/gzipPrefix.ts'

describe('prefixGzip', () => {
  it('SYN-13: what it makes unpacks to the prefix and the content, by any reader', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 300 }),
        fc.uint8Array({ maxLength: 5000 }),
        fc.nat(9),
        async (prefix, content, level) => {
          const gzipped = gzipSync(content, { level })
          const joined = prefixGzip(prefix, gzipped)
          const expected = Buffer.concat([prefix, content])
          expect(unpackedBytes(gzipped)).toBe(content.length)
          expect(gunzipSync(joined).equals(expected)).toBe(true)
          expect(Buffer.from(gunzipInClient(joined)).equals(expected)).toBe(true)
          const stream = new Blob([joined.slice()]).stream().pipeThrough(new DecompressionStream('gzip'))
          const inBrowser = Buffer.from(await new Response(stream).arrayBuffer())
          expect(inBrowser.equals(expected)).toBe(true)
        },
      ),
      { numRuns: 100 },
    )
  })

  it('SYN-14: refuses what is no gzip file', () => {
    expect(() => prefixGzip(Uint8Array.of(1), new Uint8Array(40))).toThrow(RangeError)
  })
})
