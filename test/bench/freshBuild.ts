import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { isFresh, parts, top } from '../../server/launch/stamp.mjs'

/** Builds the product where what is built is not what the sources say: what is built is what is measured. */
export function freshBuild(): void {
  const stale = parts.filter((part) => !isFresh(part))
  if (stale.length === 0) return
  console.error(`building ${stale.join(' and ')} …`)
  const { status } = spawnSync(process.execPath, [join(top, 'server/launch/build.mjs'), '--quiet', ...stale], {
    cwd: top,
    stdio: ['ignore', 2, 2],
  })
  if (status !== 0) throw new Error('The product could not be built, and an older build is not what is to be measured.')
}
