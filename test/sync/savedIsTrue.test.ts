import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { box, newBoard } from '../support/boardShapes.ts'
import { freshStorage, sitDown } from '../support/device.ts'
import { documentOf, MemoryUpdateLog } from '../support/memoryUpdateLog.ts'
import { seeded } from '../support/seeded.ts'
import { startSyncServer } from '../support/syncServer.ts'
import { tcpLine } from '../support/tcpLine.ts'

const step = fc.record({
  what: fc.oneof(
    { weight: 6, arbitrary: fc.constant('draw' as const) },
    {
      weight: 6,
      arbitrary: fc.constantFrom('disk waits', 'disk works', 'disk refuses', 'line dies', 'line lives', 'rejoin'),
    },
    { weight: 3, arbitrary: fc.constantFrom('line stalls', 'line is cut', 'server writes') },
  ),
  turns: fc.nat(30),
})

describe('Saved', () => {
  it('BND-98: Saved is never said of what the disk lacks, whatever the line and the disk do', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 30, maxLength: 60 }), async (steps) => {
        freshStorage()
        const log = new MemoryUpdateLog()
        const server = await startSyncServer({ log, limits: { retryFirstMs: 5, retryLongestMs: 50 } })
        await server.rooms.create('one', newBoard(), { title: 'Board', template: 'discovery-map' })
        const line = await tcpLine(server.port)
        const ada = await sitDown({ url: line.url, boardId: 'one', haste: 100 })
        const drawn: string[] = []
        const lacking = (): string[] => {
          const stored = log.boards.get('one')
          const records = stored === undefined ? null : documentOf(stored).getMap('records')
          return drawn.filter((name) => records?.has(`shape:${name}`) !== true)
        }
        const falselySaved: string[] = []
        const check = (): void => {
          if (ada.board.status.get().state === 'saved') falselySaved.push(...lacking())
        }
        ada.board.status.subscribe(check)
        for (const [at, { what, turns }] of steps.entries()) {
          if (what === 'draw') {
            drawn.push(`n${at}`)
            ada.binding.store.put([box(`n${at}`)])
          } else if (what === 'disk waits') log.mood = 'holds'
          else if (what === 'disk works') log.release('works')
          else if (what === 'disk refuses') log.release('refuses')
          else if (what === 'line dies') line.die()
          else if (what === 'line lives') line.revive()
          else if (what === 'line stalls') line.stall()
          else if (what === 'line is cut') line.cut()
          else if (what === 'rejoin') ada.board.rejoin()
          else server.rooms.write('one', (doc) => doc.getMap('records').set(`s${at}`, 1)).catch(() => undefined)
          for (let turn = 0; turn < turns; turn++) {
            check()
            await new Promise((resolve) => setImmediate(resolve))
          }
        }
        line.revive()
        // One that is dead without a word is found out only after half a minute.
        line.cut()
        log.release('works')
        await ada.board.whenSaved()
        expect(falselySaved).toEqual([])
        expect(lacking()).toEqual([])
        await ada.board.close()
        line.close()
        await server.stop()
      }),
      { ...seeded('Saved is true'), numRuns: Number(process.env['FUZZ_RUNS'] ?? 25), endOnFailure: true },
    )
  })
})
