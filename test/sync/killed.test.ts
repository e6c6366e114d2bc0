import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { box } from '../support/boardShapes.ts'
import { freshStorage, sitDown, type AtDevice } from '../support/device.ts'
import { runSyncChild } from '../support/runSyncChild.ts'

const BOARD = 'killed'
let directory: string

beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'betwixt-killed-'))
})

afterEach(async () => {
  await rm(directory, { recursive: true })
})

/** Draws boxes one after the other, and notes which were there when the status said Saved. */
async function drawUntil(device: AtDevice, name: string, enough: number, shownAsSaved: Set<string>): Promise<void> {
  const drawn: string[] = []
  for (let n = 0; n < 10_000; n++) {
    drawn.push(`${name}${n}`)
    device.binding.store.put([box(`${name}${n}`)])
    // Some wait for Saved, some do not: the kill is to fall between the two.
    if (n % 3 === 0) await device.board.whenSaved()
    else await new Promise((resolve) => setImmediate(resolve))
    if (device.board.status.get().state === 'saved') for (const one of drawn) shownAsSaved.add(one)
    if (shownAsSaved.size > enough) return
  }
}

describe('a killed server', () => {
  it('BND-82: nothing that was shown as Saved is missing after kill -9, for someone who comes with nothing', async () => {
    const shownAsSaved = new Set<string>()
    for (const enough of [3, 40, 160]) {
      const server = await runSyncChild(directory, BOARD)
      const devices: AtDevice[] = []
      for (let at = 0; at < 2; at++) {
        // Each has a storage of their own, and neither has it again afterwards.
        freshStorage()
        devices.push(await sitDown({ url: server.url, boardId: BOARD }))
      }
      await Promise.all(
        devices.map((device, at) => drawUntil(device, `${enough}-${at}-`, enough * (at + 1), shownAsSaved)),
      )
      for (const device of devices) device.binding.store.put([box(`${enough}-late`)])
      await server.kill()
      for (const { board } of devices) await board.close()
      const again = await runSyncChild(directory)
      freshStorage()
      const newcomer = await sitDown({ url: again.url, boardId: BOARD })
      const found = newcomer.doc.getMap('records')
      expect([...shownAsSaved].filter((name) => !found.has(`shape:${name}`))).toEqual([])
      await newcomer.board.close()
      await again.kill()
    }
    expect(shownAsSaved.size).toBeGreaterThan(160)
  }, 60_000)
})
