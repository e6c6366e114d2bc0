import type { Fault, Victims } from './fault.ts'
import { serverEnd } from './serverEnd.ts'

export const kill = serverEnd('kill -9', 5, async ({ server, random, wait }) => {
  await wait(random.whole(0, 3000))
  await server.kill9()
  await wait(random.whole(0, 4000))
})

export const killAtStart = serverEnd('kill -9 during a start', 1, async ({ server, random, wait }) => {
  await server.kill9()
  const started = server.start()
  await wait(random.whole(10, 600))
  await server.kill9()
  await started
})

export const killWhileStopping = serverEnd('kill -9 while it stops', 1, async ({ server, random, wait }) => {
  const stopped = server.stop()
  await wait(random.whole(0, 60))
  await server.kill9()
  await stopped
})

export const restart = serverEnd('restart', 2, async ({ server, findings, random, wait }) => {
  const code = await server.stop()
  if (code !== 0) findings.add('crash', `the server, asked to stop, ended with ${code}`)
  await wait(random.whole(0, 2000))
})

export const readOnlyStart = serverEnd(
  'a read-only disk at the start',
  1,
  async ({ server, disk, findings, random, wait }) => {
    await server.kill9()
    if (disk.setReadOnly(true)) {
      const ended = await server.start()
      if (ended === null) findings.add('crash', 'the server started on a disk that it cannot write')
      if (ended === null) await server.kill9()
      await wait(random.whole(500, 4000))
      disk.setReadOnly(false)
    }
  },
)

const HOUR_MS = 3_600_000

/** How far clocks are set wrong. */
export const CLOCK_JUMPS_MS: readonly number[] = [HOUR_MS, -HOUR_MS, 24 * HOUR_MS, -24 * HOUR_MS]

export const serverClock: Fault = {
  name: "a jump of the server's clock",
  weight: 2,
  of: 'server',
  endsProcess: false,
  async run({ server, random, wait }: Victims) {
    server.shiftClock(random.pick(CLOCK_JUMPS_MS) ?? HOUR_MS)
    await wait(random.whole(2000, 15_000))
    server.shiftClock(0)
  },
}
