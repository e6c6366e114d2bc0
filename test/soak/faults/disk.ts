import type { Fault, Victims } from './fault.ts'
import { serverEnd } from './serverEnd.ts'

/** A write that had begun, and what the server remembers of the room it had, are over by then. */
const TAKES_HOLD_MS = 500

/** A way in which a disk takes nothing. */
interface Failure {
  /** Returns whether it takes nothing from now on. */
  begin(victims: Victims): boolean
  end(victims: Victims): void
}

const full: Failure = {
  begin: ({ disk, server }) => disk.fill(server.pid),
  end: ({ disk, server }) => disk.free(server.pid),
}

const refusing: Failure = {
  begin: ({ disk, server }) => disk.refuseWrites(server.pid),
  end: ({ disk, server }) => disk.takeWrites(server.pid),
}

/** Runs `during` while the disk takes nothing, and holds everybody to it that nothing is called saved meanwhile. */
async function whileDiskFails(victims: Victims, failure: Failure, during: () => Promise<void>): Promise<void> {
  const { crew, excuseDisk } = victims
  excuseDisk(true)
  const isFailing = failure.begin(victims)
  await new Promise((resolve) => setTimeout(resolve, TAKES_HOLD_MS))
  if (isFailing) await crew.tellDisk(true)
  try {
    await during()
  } finally {
    await crew.tellDisk(false)
    failure.end(victims)
    excuseDisk(false)
  }
}

function diskFault(name: string, weight: number, failure: Failure, mostMs: number): Fault {
  return {
    name,
    weight,
    of: 'server',
    endsProcess: false,
    async run(victims) {
      await whileDiskFails(victims, failure, () => victims.wait(victims.random.whole(3000, mostMs)))
    },
  }
}

export const fullDisk = diskFault('a full disk', 3, full, 20_000)

export const refusingDisk = diskFault('a disk that refuses every write', 2, refusing, 12_000)

export const killOnFullDisk = serverEnd('kill -9 on a full disk', 1, async (victims) => {
  const { server, random, wait } = victims
  await whileDiskFails(victims, full, async () => {
    await wait(random.whole(1000, 6000))
    await server.kill9()
    await wait(random.whole(0, 2000))
  })
})
