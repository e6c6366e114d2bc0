import type { Fault, Victims } from './fault.ts'

export const kill: Fault = {
  name: 'kill -9',
  weight: 5,
  of: 'server',
  endsProcess: true,
  async run(victims) {
    const { server, random, wait } = victims
    await wait(random.whole(0, 3000))
    await server.kill9()
    await wait(random.whole(0, 4000))
    await victims.startAgain()
  },
}

export const killAtStart: Fault = {
  name: 'kill -9 during a start',
  weight: 1,
  of: 'server',
  endsProcess: true,
  async run(victims) {
    const { server, random, wait } = victims
    await server.kill9()
    const started = server.start()
    await wait(random.whole(10, 600))
    await server.kill9()
    await started
    await victims.startAgain()
  },
}

export const killWhileStopping: Fault = {
  name: 'kill -9 while it stops',
  weight: 1,
  of: 'server',
  endsProcess: true,
  async run(victims) {
    const { server, random, wait } = victims
    const stopped = server.stop()
    await wait(random.whole(0, 60))
    await server.kill9()
    await stopped
    await victims.startAgain()
  },
}

export const restart: Fault = {
  name: 'restart',
  weight: 2,
  of: 'server',
  endsProcess: true,
  async run(victims) {
    const { server, findings, random, wait } = victims
    const code = await server.stop()
    if (code !== 0) findings.add('crash', `the server, asked to stop, ended with ${code}`)
    await wait(random.whole(0, 2000))
    await victims.startAgain()
  },
}

export const readOnlyStart: Fault = {
  name: 'a read-only disk at the start',
  weight: 1,
  of: 'server',
  endsProcess: true,
  async run(victims) {
    const { server, disk, findings, random, wait } = victims
    await server.kill9()
    if (disk.setReadOnly(true)) {
      const ended = await server.start()
      if (ended === null) findings.add('crash', 'the server started on a disk that it cannot write')
      if (ended === null) await server.kill9()
      await wait(random.whole(500, 4000))
      disk.setReadOnly(false)
    }
    await victims.startAgain()
  },
}

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
