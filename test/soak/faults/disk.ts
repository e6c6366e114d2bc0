import type { Fault, Victims } from './fault.ts'

/** A write that had begun, and what the server remembers of the room it had, are over by then. */
const TAKES_HOLD_MS = 500

/** Runs `during` while the disk takes nothing, and holds everybody to it that nothing is called saved meanwhile. */
async function whileDiskFails(
  { crew, excuseDisk }: Victims,
  { begin, end }: { begin: () => boolean; end: () => void },
  during: () => Promise<void>,
): Promise<void> {
  excuseDisk(true)
  const isFailing = begin()
  await new Promise((resolve) => setTimeout(resolve, TAKES_HOLD_MS))
  if (isFailing) await crew.tellDisk(true)
  try {
    await during()
  } finally {
    await crew.tellDisk(false)
    end()
    excuseDisk(false)
  }
}

export const fullDisk: Fault = {
  name: 'a full disk',
  weight: 3,
  of: 'server',
  endsProcess: false,
  async run(victims) {
    const { disk, server, random, wait } = victims
    await whileDiskFails(victims, { begin: () => disk.fill(server.pid), end: () => disk.free(server.pid) }, () =>
      wait(random.whole(3000, 20_000)),
    )
  },
}

export const refusingDisk: Fault = {
  name: 'a disk that refuses every write',
  weight: 2,
  of: 'server',
  endsProcess: false,
  async run(victims) {
    const { disk, server, random, wait } = victims
    await whileDiskFails(
      victims,
      { begin: () => disk.refuseWrites(server.pid), end: () => disk.takeWrites(server.pid) },
      () => wait(random.whole(3000, 12_000)),
    )
  },
}

export const killOnFullDisk: Fault = {
  name: 'kill -9 on a full disk',
  weight: 1,
  of: 'server',
  endsProcess: true,
  async run(victims) {
    const { disk, server, random, wait } = victims
    await whileDiskFails(
      victims,
      { begin: () => disk.fill(server.pid), end: () => disk.free(server.pid) },
      async () => {
        await wait(random.whole(1000, 6000))
        await server.kill9()
        await wait(random.whole(0, 2000))
      },
    )
    await victims.startAgain()
  },
}
